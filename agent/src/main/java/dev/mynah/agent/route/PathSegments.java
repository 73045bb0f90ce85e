package dev.mynah.agent.route;

import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.route.match.PercentText;
import java.util.Arrays;

/**
 * A request's path cut into segments, each with the bytes it is compared by and their hash. Reused
 * request after request; a path without {@code %} is not copied. Not thread-safe.
 *
 * <pre>
 *  spans: | start | end | hash | 0: in the path, 1: in the decoded bytes |  x count
 * </pre>
 */
final class PathSegments {
  private static final int SPAN = 4;
  private static final int END = 1;
  private static final int HASH = 2;
  private static final int DECODED = 3;
  private static final int USUAL = 16;
  private static final int USUAL_DECODED_BYTES = 256;

  private int[] spans = new int[USUAL * SPAN];
  private byte[] decoded = new byte[USUAL_DECODED_BYTES];
  private byte[] path = new byte[0];
  private int pathEnd;
  private int decodedEnd;
  private int count;
  private boolean rooted;
  private boolean more;

  /**
   * Cuts the path of a request.
   *
   * @param most segments to look at; a table needs no more than its deepest pattern has
   */
  void split(RequestHead head, int most) {
    path = head.pathBytes();
    pathEnd = head.pathEnd();
    decodedEnd = 0;
    count = 0;
    int from = head.pathStart();
    boolean empty = from >= pathEnd;
    rooted = empty || path[from] == '/';
    from += empty ? 0 : 1;
    int at = rooted ? from : pathEnd + 1;
    while (at <= pathEnd && count < most) {
      at = add(at) + 1;
    }
    more = at <= pathEnd;
  }

  /** Notes the segment that begins here and gives back where it ends. */
  private int add(int start) {
    int hash = 0;
    boolean escaped = false;
    int end = start;
    while (end < pathEnd && path[end] != '/') {
      escaped |= path[end] == '%';
      hash = 31 * hash + path[end];
      end++;
    }
    if (!escaped || !addDecoded(start, end)) {
      place(start, end, hash, 0);
    }
    return end;
  }

  private boolean addDecoded(int start, int end) {
    int needed = decodedEnd + end - start;
    if (needed > decoded.length) {
      decoded = Arrays.copyOf(decoded, Math.max(needed, decoded.length * 2));
    }
    int to = PercentText.decode(path, start, end, decoded, decodedEnd, false);
    if (to < 0) {
      return false;
    }
    place(decodedEnd, to, hash(decoded, decodedEnd, to), 1);
    decodedEnd = to;
    return true;
  }

  private void place(int start, int end, int hash, int inDecoded) {
    int at = count * SPAN;
    if (at == spans.length) {
      spans = Arrays.copyOf(spans, spans.length * 2);
    }
    spans[at] = start;
    spans[at + END] = end;
    spans[at + HASH] = hash;
    spans[at + DECODED] = inDecoded;
    count++;
  }

  static int hash(byte[] bytes, int start, int end) {
    int hash = 0;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + bytes[i];
    }
    return hash;
  }

  /** Whether the path begins with a slash, or is empty, which is the same as a slash alone. */
  boolean isRooted() {
    return rooted;
  }

  /** The segments that were cut. */
  int count() {
    return count;
  }

  /** Whether the path has segments beyond those that were cut. */
  boolean hasMore() {
    return more;
  }

  int length(int i) {
    return spans[i * SPAN + END] - spans[i * SPAN];
  }

  int hash(int i) {
    return spans[i * SPAN + HASH];
  }

  boolean is(int i, byte[] literal) {
    int at = i * SPAN;
    byte[] in = spans[at + DECODED] == 0 ? path : decoded;
    return Arrays.equals(in, spans[at], spans[at + END], literal, 0, literal.length);
  }

  /** The segment as text, decoded; as it stands when its escapes are broken. */
  String text(int i) {
    int at = i * SPAN;
    byte[] in = spans[at + DECODED] == 0 ? path : decoded;
    return PercentText.plain(in, spans[at], spans[at + END]);
  }
}
