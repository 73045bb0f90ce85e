package dev.mynah.exporter.promql.syntax;

import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers as PromQL writes them. */
final class Numbers {
  private static final int MOST_HEX_DIGITS = 15;

  private Numbers() {}

  /** The words {@code Inf} and {@code NaN}, in any case. */
  static OptionalDouble word(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "inf" -> OptionalDouble.of(Double.POSITIVE_INFINITY);
      case "nan" -> OptionalDouble.of(Double.NaN);
      default -> OptionalDouble.empty();
    };
  }

  static double parse(Token token, Refusals refusals) {
    String text = token.text();
    try {
      if (text.startsWith("0x") || text.startsWith("0X")) {
        String digits = text.substring(2);
        if (digits.length() <= MOST_HEX_DIGITS) {
          return Long.parseLong(digits, 16);
        }
      } else {
        return Double.parseDouble(text);
      }
    } catch (NumberFormatException broken) {
      throw refusals.bad(token.at(), "error parsing number: \"" + text + "\"");
    }
    throw refusals.bad(token.at(), "error parsing number: \"" + text + "\"");
  }
}
