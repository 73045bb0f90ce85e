package dev.mynah.agent.upstream.forward;

import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.http.Syntax;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Paths of the listener to paths of the upstream, and back again for what the upstream says about
 * itself. Immutable.
 *
 * <p>{@code stripPrefix} is taken off at a segment's border and compared with percent-encoding
 * undone, since routes are matched that way too; every byte after it is passed on as it came.
 */
final class PathMapping {
  private static final byte[] NOTHING = new byte[0];

  private final byte[] base;
  private final String baseText;
  private final byte[] strip;
  private final String stripText;

  /**
   * @param urlPath the path of the upstream's URL
   * @param addPrefix put between the URL's path and the rest
   * @param stripPrefix taken off the request's path
   */
  PathMapping(@Nullable String urlPath, @Nullable String addPrefix, @Nullable String stripPrefix) {
    baseText = trimmed(urlPath) + trimmed(addPrefix);
    stripText = trimmed(stripPrefix);
    base = baseText.getBytes(StandardCharsets.UTF_8);
    strip = decoded(stripText);
  }

  /** One leading slash, none at the end; empty for nothing but slashes. */
  private static String trimmed(@Nullable String path) {
    if (path == null) {
      return "";
    }
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    String kept = path.substring(0, end);
    return kept.isEmpty() || kept.startsWith("/") ? kept : '/' + kept;
  }

  private static byte[] decoded(String text) {
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    byte[] plain = new byte[raw.length];
    int size = 0;
    for (int at = 0; at < raw.length; at += width(raw, at, raw.length)) {
      plain[size++] = (byte) octet(raw, at, raw.length);
    }
    return size == 0 ? NOTHING : Arrays.copyOf(plain, size);
  }

  void write(RequestHead head, HeadBytes out) {
    byte[] path = head.pathBytes();
    int end = head.pathEnd();
    int from = afterStrip(path, head.pathStart(), end);
    boolean rooted = from < end && path[from] == '/';
    boolean asterisk = from < end && path[from] == '*';
    out.put(base);
    if (rooted || asterisk && base.length == 0) {
      out.put(path, from, end);
    } else if (base.length == 0) {
      out.put('/');
    }
    if (head.queryEnd() > head.queryStart()) {
      out.put('?');
      out.put(head.queryBytes(), head.queryStart(), head.queryEnd());
    }
  }

  /** Where the path goes on after the prefix; its start when the prefix is not there. */
  private int afterStrip(byte[] path, int start, int end) {
    int at = start;
    for (byte expected : strip) {
      if (at >= end || octet(path, at, end) != (expected & 0xff) || isHiddenSlash(path, at)) {
        return start;
      }
      at += width(path, at, end);
    }
    return at == end || path[at] == '/' ? at : start;
  }

  /** An encoded slash is data of a segment, never its border. */
  private static boolean isHiddenSlash(byte[] path, int at) {
    return path[at] == '%' && path[at + 1] == '2' && (path[at + 2] | 0x20) == 'f';
  }

  private static int width(byte[] text, int at, int end) {
    return isEncoded(text, at, end) ? 3 : 1;
  }

  private static int octet(byte[] text, int at, int end) {
    return isEncoded(text, at, end)
        ? Syntax.hexDigit(text[at + 1]) << 4 | Syntax.hexDigit(text[at + 2])
        : text[at] & 0xff;
  }

  private static boolean isEncoded(byte[] text, int at, int end) {
    return text[at] == '%'
        && at + 2 < end
        && Syntax.hexDigit(text[at + 1]) >= 0
        && Syntax.hexDigit(text[at + 2]) >= 0;
  }

  /**
   * The listener's path for a path of the upstream, query and fragment going along; null when it
   * lies outside of what the listener shows.
   */
  @Nullable String back(String upstreamPath) {
    int end = pathEnd(upstreamPath);
    String path = upstreamPath.substring(0, end);
    if (!path.startsWith(baseText) || path.length() > baseText.length() && !bordersAt(path)) {
      return null;
    }
    String mapped = stripText + path.substring(baseText.length());
    return (mapped.isEmpty() ? "/" : mapped) + upstreamPath.substring(end);
  }

  /**
   * The listener's path for a cookie's: one that spans the whole upstream spans the whole route.
   */
  @Nullable String cookieBack(String cookiePath) {
    boolean spansAll =
        cookiePath.equals("/")
            || baseText.equals(cookiePath)
            || baseText.startsWith(slashed(cookiePath));
    if (spansAll) {
      return stripText.isEmpty() ? "/" : stripText;
    }
    return back(cookiePath);
  }

  private static String slashed(String path) {
    return path.endsWith("/") ? path : path + '/';
  }

  private boolean bordersAt(String path) {
    return path.charAt(baseText.length()) == '/';
  }

  private static int pathEnd(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '?' || text.charAt(i) == '#') {
        return i;
      }
    }
    return text.length();
  }
}
