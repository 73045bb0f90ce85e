package dev.mynah.agent.route.match;

import dev.mynah.agent.http.Syntax;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Percent-decoding that never throws (RFC 3986 section 2.1).
 *
 * <p>A piece of a target whose escapes are broken, or whose decoded bytes are not UTF-8, stands for
 * itself byte by byte: it can still be compared, and two different requests never become the same.
 */
public final class PercentText {
  private static final int ESCAPE_BYTES = 3;

  private PercentText() {}

  /**
   * Decodes a piece into another array.
   *
   * @param to has room for {@code end - start} bytes from {@code at}
   * @param plusIsBlank as in queries
   * @return where the decoded bytes end, or -1 when the piece is not well-formed and nothing counts
   */
  public static int decode(
      byte[] from, int start, int end, byte[] to, int at, boolean plusIsBlank) {
    int out = at;
    int in = start;
    while (in < end) {
      byte b = from[in];
      if (b == '%') {
        int value = escapeAt(from, in, end);
        if (value < 0) {
          return -1;
        }
        to[out++] = (byte) value;
        in += ESCAPE_BYTES;
      } else {
        to[out++] = plusIsBlank && b == '+' ? (byte) ' ' : b;
        in++;
      }
    }
    return isUtf8(to, at, out) ? out : -1;
  }

  private static int escapeAt(byte[] bytes, int at, int end) {
    if (at + ESCAPE_BYTES > end) {
      return -1;
    }
    int high = Syntax.hexDigit(bytes[at + 1]);
    int low = Syntax.hexDigit(bytes[at + 2]);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }

  /** The decoded text of a piece, or the piece as it stands when it is not well-formed. */
  public static String text(byte[] bytes, int start, int end, boolean plusIsBlank) {
    byte[] decoded = new byte[end - start];
    int length = decode(bytes, start, end, decoded, 0, plusIsBlank);
    return length < 0
        ? plain(bytes, start, end)
        : new String(decoded, 0, length, StandardCharsets.UTF_8);
  }

  /** Bytes as text: UTF-8 where they are that, else ISO 8859-1, which loses nothing. */
  public static String plain(byte[] bytes, int start, int end) {
    return new String(
        bytes,
        start,
        end - start,
        isUtf8(bytes, start, end) ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
  }

  /** The bytes that a piece is compared by: decoded, or as it stands when not well-formed. */
  public static byte[] canonical(String piece) {
    byte[] raw = piece.getBytes(StandardCharsets.UTF_8);
    byte[] decoded = new byte[raw.length];
    int length = decode(raw, 0, raw.length, decoded, 0, false);
    return length < 0 ? raw : Arrays.copyOf(decoded, length);
  }

  /** Whether the bytes are UTF-8 in its shortest form and without surrogates (RFC 3629). */
  public static boolean isUtf8(byte[] bytes, int start, int end) {
    int i = start;
    while (i < end) {
      if (bytes[i] >= 0) {
        i++;
        continue;
      }
      int length = sequenceLength(bytes, i, end);
      if (length == 0) {
        return false;
      }
      i += length;
    }
    return true;
  }

  /** The length of the sequence of several bytes that begins here, or 0 when it is none. */
  private static int sequenceLength(byte[] bytes, int at, int end) {
    int first = bytes[at] & 0xff;
    int length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || at + length > end) {
      return 0;
    }
    for (int i = 1; i < length; i++) {
      if ((bytes[at + i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return secondByteFits(first, bytes[at + 1] & 0xff) ? length : 0;
  }

  private static boolean secondByteFits(int first, int second) {
    return switch (first) {
      case 0xe0 -> second >= 0xa0;
      case 0xed -> second < 0xa0;
      case 0xf0 -> second >= 0x90;
      case 0xf4 -> second < 0x90;
      default -> true;
    };
  }
}
