package dev.mynah.agent.reuse.rules;

/**
 * What the operator decided for a cached route, beside what the origin says.
 *
 * @param ttlMillis freshness lifetime that stands above {@code s-maxage}, {@code max-age}, {@code
 *     Expires} and heuristics, for the statuses of {@link #overrides}; {@link #ORIGIN} leaves it to
 *     the origin. {@code no-store}, {@code private} and {@code no-cache} stand above it
 * @param shareAuthorised whether answers to requests with credentials may be shared as if the
 *     origin had said {@code public}
 * @param setCookies what to do with an answer that sets cookies
 * @param heuristics whether an answer without a lifetime may get one from its {@code Last-Modified}
 * @param staleWhileRevalidateMillis stands above the origin's unless {@link #ORIGIN}
 * @param staleIfErrorMillis stands above the origin's unless {@link #ORIGIN}
 */
public record CachingPolicy(
    long ttlMillis,
    boolean shareAuthorised,
    SetCookies setCookies,
    boolean heuristics,
    long staleWhileRevalidateMillis,
    long staleIfErrorMillis) {
  /** Left to the origin's fields. */
  public static final long ORIGIN = -1;

  /** The origin's fields alone decide; answers that set cookies are not stored. */
  public static final CachingPolicy FOLLOW_ORIGIN =
      new CachingPolicy(ORIGIN, false, SetCookies.REFUSE, true, ORIGIN, ORIGIN);

  /** What happens to an answer with {@code Set-Cookie}. */
  public enum SetCookies {
    /** It is not stored. */
    REFUSE,
    /** It is stored without its cookies. */
    STRIP
  }

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException for a time below {@link #ORIGIN}
   */
  public CachingPolicy {
    if (Math.min(ttlMillis, Math.min(staleWhileRevalidateMillis, staleIfErrorMillis)) < ORIGIN) {
      throw new IllegalArgumentException("a negative time in a caching policy");
    }
  }

  /** The same with another lifetime. */
  public CachingPolicy withTtlMillis(long millis) {
    return new CachingPolicy(
        millis,
        shareAuthorised,
        setCookies,
        heuristics,
        staleWhileRevalidateMillis,
        staleIfErrorMillis);
  }

  /**
   * Whether the operator's lifetime counts for this status: what an origin means to last, and the
   * two ways of saying that nothing is there. A failure for which the origin gave no lifetime is
   * never kept by it.
   */
  boolean overrides(int status) {
    return ttlMillis != ORIGIN
        && switch (status) {
          case 200, 203, 204, 300, 301, 302, 307, 308, 404, 410 -> true;
          default -> false;
        };
  }
}
