package dev.mynah.agent.reuse.rules;

import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.reuse.rules.field.ListField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** Values of request fields brought to one form where another spelling means the same. */
final class RequestField {
  private static final int FRACTION_DIGITS = 3;

  private RequestField() {}

  static String normal(FieldName name, String value) {
    return switch (name.toString().toLowerCase(Locale.ROOT)) {
      case "accept-encoding" -> encodings(value);
      case "accept-language", "accept-charset" -> unblanked(value).toLowerCase(Locale.ROOT);
      case "accept", "te", "cache-control", "pragma", "save-data", "prefer" -> unblanked(value);
      default -> value;
    };
  }

  /**
   * The codings sorted, with their weights in the shortest form: preference is by weight alone (RFC
   * 9110 section 12.5.3). A list with anything else in it keeps its order.
   */
  private static String encodings(String value) {
    String plain = unblanked(value).toLowerCase(Locale.ROOT);
    TreeSet<String> sorted = new TreeSet<>();
    for (String member : members(plain)) {
      int semicolon = member.indexOf(';');
      if (semicolon < 0) {
        sorted.add(member);
        continue;
      }
      String weight = weight(member.substring(semicolon + 1));
      if (weight.isEmpty()) {
        return plain;
      }
      String coding = member.substring(0, semicolon);
      sorted.add(weight.equals("1") ? coding : coding + ";q=" + weight);
    }
    return String.join(",", sorted);
  }

  private static List<String> members(String plain) {
    List<String> members = new ArrayList<>();
    ListField.split(plain, members);
    return members;
  }

  /** The weight in {@code q=0.50} as {@code 0.5}, or an empty text when it is none. */
  private static String weight(String parameter) {
    if (!parameter.startsWith("q=")) {
      return "";
    }
    String text = parameter.substring(2);
    boolean whole = text.equals("0") || text.equals("1");
    boolean fraction = text.startsWith("0.") || text.startsWith("1.");
    if (!whole && !fraction || text.length() > 2 + FRACTION_DIGITS) {
      return "";
    }
    for (int i = 2; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9' || text.charAt(0) == '1' && c != '0') {
        return "";
      }
    }
    return fraction ? withoutZeros(text) : text;
  }

  /** {@code 0.500} as {@code 0.5}, {@code 1.000} as {@code 1}. */
  private static String withoutZeros(String decimal) {
    int end = decimal.length();
    while (decimal.charAt(end - 1) == '0') {
      end--;
    }
    return decimal.substring(0, decimal.charAt(end - 1) == '.' ? end - 1 : end);
  }

  /** Without the blanks beside commas and semicolons that stand outside of quotes. */
  private static String unblanked(String value) {
    StringBuilder kept = new StringBuilder(value.length());
    boolean quoted = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (!quoted && (c == ' ' || c == '\t')) {
        if (kept.length() > 0
            && !isMark(kept.charAt(kept.length() - 1))
            && !isMark(next(value, i))) {
          kept.append(' ');
          i = skipBlanks(value, i) - 1;
        }
        continue;
      }
      if (c == '"') {
        quoted = !quoted;
      } else if (c == '\\' && quoted && i + 1 < value.length()) {
        kept.append(c);
        c = value.charAt(++i);
      }
      kept.append(c);
    }
    return kept.toString();
  }

  private static boolean isMark(char c) {
    return c == ',' || c == ';';
  }

  /** The next character that is not blank; a comma at the end. */
  private static char next(String value, int from) {
    int at = skipBlanks(value, from);
    return at == value.length() ? ',' : value.charAt(at);
  }

  private static int skipBlanks(String value, int from) {
    int at = from;
    while (at < value.length() && (value.charAt(at) == ' ' || value.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }
}
