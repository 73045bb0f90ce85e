package dev.mynah.agent.http1;

/** What may stand in a Host field: {@code host [":" port]} (RFC 9110 section 7.2). */
final class HostSyntax {
  private static final String MARKS = "-._~!$&'()*+,;=%";

  private HostSyntax() {}

  /** Whether the bytes are a host with an optional port, and not empty. */
  static boolean isAuthority(byte[] text, int start, int end) {
    int at = start;
    if (at < end && text[at] == '[') {
      at = literalEnd(text, at, end);
    } else {
      while (at < end && isNameByte(text[at])) {
        at++;
      }
    }
    if (at == start || at < 0) {
      return false;
    }
    return at == end || text[at] == ':' && isPort(text, at + 1, end);
  }

  private static int literalEnd(byte[] text, int start, int end) {
    int at = start + 1;
    while (at < end && text[at] != ']') {
      byte b = text[at];
      boolean allowed =
          b >= '0' && b <= '9'
              || b >= 'a' && b <= 'f'
              || b >= 'A' && b <= 'F'
              || b == ':'
              || b == '.';
      if (!allowed) {
        return -1;
      }
      at++;
    }
    return at < end && at > start + 1 ? at + 1 : -1;
  }

  private static boolean isNameByte(byte b) {
    return b >= 'a' && b <= 'z'
        || b >= 'A' && b <= 'Z'
        || b >= '0' && b <= '9'
        || b > 0 && MARKS.indexOf(b) >= 0;
  }

  private static boolean isPort(byte[] text, int start, int end) {
    if (end - start > 5) {
      return false;
    }
    for (int i = start; i < end; i++) {
      if (text[i] < '0' || text[i] > '9') {
        return false;
      }
    }
    return true;
  }
}
