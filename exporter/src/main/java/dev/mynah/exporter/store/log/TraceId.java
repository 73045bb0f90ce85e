package dev.mynah.exporter.store.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Trace and span ids in half their length: bytes of lower-case hexadecimal digits of the lengths
 * that <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a> gives them. Other texts
 * begin with a zero byte that no length of an id has.
 */
final class TraceId {
  private static final HexFormat HEX = HexFormat.of();
  private static final int TRACE_BYTES = 16;
  private static final int SPAN_BYTES = 8;
  private static final int OTHER_CHARACTERS = 64;

  private TraceId() {}

  /** Null for an empty one. */
  static byte @Nullable [] encode(String id) {
    if (id.isEmpty()) {
      return null;
    }
    if (hexadecimal(id)) {
      return HEX.parseHex(id);
    }
    byte[] text = StoredText.clean(id, OTHER_CHARACTERS).getBytes(StandardCharsets.UTF_8);
    int length = text.length + 1;
    byte[] other = new byte[known(length) ? length + 1 : length];
    System.arraycopy(text, 0, other, 1, text.length);
    return other;
  }

  /** The text again; empty for null. */
  static String decode(byte @Nullable [] stored) {
    if (stored == null) {
      return "";
    }
    if (known(stored.length)) {
      return HEX.formatHex(stored);
    }
    int end = stored[stored.length - 1] == 0 ? stored.length - 1 : stored.length;
    return new String(Arrays.copyOfRange(stored, 1, end), StandardCharsets.UTF_8);
  }

  private static boolean known(int length) {
    return length == TRACE_BYTES || length == SPAN_BYTES;
  }

  private static boolean hexadecimal(String id) {
    return (id.length() == 2 * TRACE_BYTES || id.length() == 2 * SPAN_BYTES)
        && id.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }
}
