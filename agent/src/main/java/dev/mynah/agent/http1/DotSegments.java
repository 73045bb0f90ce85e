package dev.mynah.agent.http1;

import dev.mynah.agent.http.Syntax;

/**
 * Takes {@code .} and {@code ..} segments out of a path (RFC 3986 section 5.2.4), also where their
 * dots are percent-encoded, so that no path means one thing to routing and another to an upstream.
 */
final class DotSegments {
  private DotSegments() {}

  /** Whether the path may hold a dot segment: a cheap look that may say yes needlessly. */
  static boolean possible(byte[] text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (text[i] == '/' && i + 1 < end && (text[i + 1] == '.' || text[i + 1] == '%')) {
        return true;
      }
    }
    return false;
  }

  /**
   * Rewrites the path in place.
   *
   * @return where it ends now
   */
  static int remove(byte[] text, int start, int end) {
    int out = start;
    int at = start;
    while (at < end) {
      int next = at + 1;
      while (next < end && text[next] != '/') {
        next++;
      }
      int dots = dots(text, at + 1, next);
      boolean last = next == end;
      if (dots == 0) {
        System.arraycopy(text, at, text, out, next - at);
        out += next - at;
      } else {
        out = dots == 2 ? parent(text, start, out) : out;
        if (last) {
          text[out++] = '/';
        }
      }
      at = next;
    }
    return out;
  }

  private static int parent(byte[] text, int start, int out) {
    int at = out;
    while (at > start && text[at - 1] != '/') {
      at--;
    }
    return Math.max(start, at - 1);
  }

  /** 1 or 2 when the segment is that many dots and nothing else, 0 otherwise. */
  private static int dots(byte[] text, int from, int to) {
    int dots = 0;
    int at = from;
    while (at < to) {
      if (text[at] == '.') {
        at++;
      } else if (isEncodedDot(text, at, to)) {
        at += 3;
      } else {
        return 0;
      }
      dots++;
    }
    return dots <= 2 ? dots : 0;
  }

  private static boolean isEncodedDot(byte[] text, int at, int to) {
    return at + 2 < to
        && text[at] == '%'
        && text[at + 1] == '2'
        && Syntax.hexDigit(text[at + 2]) == 0xe;
  }
}
