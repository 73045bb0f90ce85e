package dev.mynah.agent.reuse.rules;

/** What is known of status codes (RFC 9110 section 15.1). */
final class CacheableStatus {
  private CacheableStatus() {}

  /**
   * Defined as heuristically cacheable: RFC 9110 section 15.1 and, for 451, RFC 7725 section 3. 206
   * is one as well, but partial answers are not stored here.
   */
  static boolean isHeuristic(int status) {
    return switch (status) {
      case 200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 451, 501 -> true;
      default -> false;
    };
  }

  /** Final and understood well enough for {@code must-understand} (RFC 9111 section 5.2.2.3). */
  static boolean isUnderstood(int status) {
    return switch (status) {
      case 200, 201, 202, 203, 204, 205 -> true;
      case 300, 301, 302, 303, 305, 307, 308 -> true;
      case 421, 422, 426, 428, 429, 431, 451 -> true;
      case 500, 501, 502, 503, 504, 505, 511 -> true;
      default -> status >= 400 && status <= 417;
    };
  }
}
