package dev.mynah.exporter.promql.syntax;

/**
 * A quoted string with the escapes of Go; between back-ticks everything is taken as it stands.
 *
 * @param end after its closing quote
 */
record Quoted(String value, int end) {

  static Quoted read(String query, int from, Refusals refusals) {
    char quote = query.charAt(from);
    StringBuilder value = new StringBuilder();
    int at = from + 1;
    while (at < query.length()) {
      char c = query.charAt(at);
      if (c == quote) {
        return new Quoted(value.toString(), at + 1);
      }
      if (c == '\n' && quote != '`') {
        break;
      }
      if (c == '\\' && quote != '`') {
        at = escape(query, at, quote, value, refusals);
      } else {
        value.append(c);
        at++;
      }
    }
    throw refusals.bad(from, "unterminated quoted string");
  }

  /** Returns where reading goes on. */
  private static int escape(
      String query, int at, char quote, StringBuilder value, Refusals refusals) {
    char c = at + 1 < query.length() ? query.charAt(at + 1) : '\0';
    int plain = "abfnrtv\\".indexOf(c);
    if (plain >= 0) {
      value.append("\u0007\b\f\n\r\t\u000b\\".charAt(plain));
      return at + 2;
    }
    if (c == quote) {
      value.append(c);
      return at + 2;
    }
    return switch (c) {
      case 'x' -> coded(query, at, at + 2, 2, 16, value, refusals);
      case 'u' -> coded(query, at, at + 2, 4, 16, value, refusals);
      case 'U' -> coded(query, at, at + 2, 8, 16, value, refusals);
      case '0', '1', '2', '3', '4', '5', '6', '7' ->
          coded(query, at, at + 1, 3, 8, value, refusals);
      default -> throw refusals.bad(at, "unknown escape sequence in a string");
    };
  }

  private static int coded(
      String query,
      int escape,
      int from,
      int digits,
      int radix,
      StringBuilder value,
      Refusals refusals) {
    long point = 0;
    for (int i = from; i < from + digits; i++) {
      int digit = i < query.length() ? Character.digit(query.charAt(i), radix) : -1;
      if (digit < 0) {
        throw refusals.bad(escape, "illegal character in an escape sequence");
      }
      point = point * radix + digit;
    }
    if (point > Character.MAX_CODE_POINT || point >= 0xD800 && point <= 0xDFFF) {
      throw refusals.bad(escape, "escape sequence is an invalid Unicode code point");
    }
    value.appendCodePoint((int) point);
    return from + digits;
  }
}
