package dev.mynah.agent.mock.function;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Percent-coding as clients send it. What is not well-formed is taken as it stands, because a mock
 * has no use for an error about a stray percent sign.
 */
public final class PercentCoding {
  private PercentCoding() {}

  /** Decodes a path segment (RFC 3986 section 2.1). */
  public static String decode(String text) {
    return text.indexOf('%') < 0 ? text : decoded(text, false);
  }

  /** Decodes a name or value of a form or query, where a plus is a blank. */
  public static String decodeForm(String text) {
    return text.indexOf('%') < 0 && text.indexOf('+') < 0 ? text : decoded(text, true);
  }

  private static String decoded(String text, boolean plusIsBlank) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int high = c == '%' && i + 2 < text.length() ? digit(text.charAt(i + 1)) : -1;
      int low = high < 0 ? -1 : digit(text.charAt(i + 2));
      if (low >= 0) {
        bytes.write(high << 4 | low);
        i += 2;
        continue;
      }
      flush(bytes, out);
      out.append(c == '+' && plusIsBlank ? ' ' : c);
    }
    flush(bytes, out);
    return out.toString();
  }

  private static int digit(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }

  private static void flush(ByteArrayOutputStream bytes, StringBuilder out) {
    if (bytes.size() > 0) {
      out.append(bytes.toString(StandardCharsets.UTF_8));
      bytes.reset();
    }
  }

  /** Names and values of a form or query in their order; a name without a sign has no value. */
  public static Map<String, TextList> pairs(String text, char separator, boolean decode) {
    Map<String, TextList> found = new LinkedHashMap<>();
    int end;
    for (int at = 0; at <= text.length(); at = end + 1) {
      int next = text.indexOf(separator, at);
      end = next < 0 ? text.length() : next;
      if (end > at) {
        int sign = text.indexOf('=', at);
        boolean hasValue = sign >= 0 && sign < end;
        String name = text.substring(at, hasValue ? sign : end);
        String value = hasValue ? text.substring(sign + 1, end) : "";
        found
            .computeIfAbsent(decode ? decodeForm(name) : name, key -> new TextList())
            .add(decode ? decodeForm(value) : value);
      }
    }
    return found;
  }
}
