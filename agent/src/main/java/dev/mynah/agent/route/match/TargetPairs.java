package dev.mynah.agent.route.match;

import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;

/** Reads the pairs of queries and Cookie fields. */
final class TargetPairs {
  private TargetPairs() {}

  /**
   * The parameters of a query, decoded, {@code +} as a blank. A name without {@code =} has an empty
   * value; empty pieces ({@code a=1&&b=2}) are nothing.
   */
  static void query(byte[] bytes, int start, int end, Pairs into) {
    int from = start;
    while (from < end) {
      int to = indexOf(bytes, from, end, '&');
      if (to > from) {
        int equals = indexOf(bytes, from, to, '=');
        String name = PercentText.text(bytes, from, equals, true);
        into.add(name, equals < to ? PercentText.text(bytes, equals + 1, to, true) : "");
      }
      from = to + 1;
    }
  }

  /**
   * The cookies of all Cookie fields (RFC 6265 section 4.2.1, read as leniently as section 5.2
   * reads Set-Cookie): values are not decoded, the quotes around a value are dropped, a piece
   * without {@code =} is nothing.
   */
  static void cookies(Fields fields, Pairs into) {
    for (int i = fields.indexOf(FieldName.COOKIE, 0);
        i >= 0;
        i = fields.indexOf(FieldName.COOKIE, i + 1)) {
      cookieLine(fields.array(), fields.valueStart(i), fields.valueEnd(i), into);
    }
  }

  private static void cookieLine(byte[] bytes, int start, int end, Pairs into) {
    int from = start;
    while (from < end) {
      int to = endOfCookie(bytes, from, end);
      int equals = indexOf(bytes, from, to, '=');
      if (equals < to) {
        String name = PercentText.plain(bytes, from, equals).strip();
        String value = PercentText.plain(bytes, equals + 1, to).strip();
        into.add(name, unquoted(value));
      }
      from = to + 1;
    }
  }

  /** The next semicolon that does not stand between quotes. */
  private static int endOfCookie(byte[] bytes, int start, int end) {
    int equals = indexOf(bytes, start, end, '=');
    int plain = indexOf(bytes, start, end, ';');
    boolean quoted = equals + 1 < plain && bytes[equals + 1] == '"';
    if (!quoted) {
      return plain;
    }
    int closing = indexOf(bytes, equals + 2, end, '"');
    return closing == end ? plain : indexOf(bytes, closing, end, ';');
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  private static int indexOf(byte[] bytes, int start, int end, char wanted) {
    int at = start;
    while (at < end && bytes[at] != wanted) {
      at++;
    }
    return at;
  }
}
