package dev.mynah.agent.mock.request;

import dev.mynah.agent.mock.function.PercentCoding;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The parameters of a field such as {@code Content-Type} or {@code Content-Disposition}, by their
 * names in small letters. Quoted values may hold anything; a backslash is taken away before a quote
 * or a backslash only, because browsers send the backslashes of a path as they stand.
 */
final class Parameters {
  private final String value;
  private final Map<String, String> found = new LinkedHashMap<>();
  private int at;

  private Parameters(String value) {
    this.value = value;
  }

  static Map<String, String> of(String value) {
    Parameters parameters = new Parameters(value);
    parameters.read();
    return parameters.found;
  }

  /** The value before the first parameter. */
  static String bare(String value) {
    int end = value.indexOf(';');
    return (end < 0 ? value : value.substring(0, end)).strip();
  }

  private void read() {
    at = value.indexOf(';');
    while (at >= 0 && at < value.length()) {
      at++;
      String name = upTo("=;").strip().toLowerCase(Locale.ROOT);
      if (at >= value.length() || value.charAt(at) == ';') {
        continue;
      }
      at++;
      skipBlanks();
      boolean quoted = at < value.length() && value.charAt(at) == '"';
      String text = quoted ? quoted() : upTo(";").strip();
      if (!name.isEmpty()) {
        found.putIfAbsent(name, text);
      }
      upTo(";");
    }
  }

  private String upTo(String marks) {
    int start = at;
    while (at < value.length() && marks.indexOf(value.charAt(at)) < 0) {
      at++;
    }
    return value.substring(start, at);
  }

  private void skipBlanks() {
    while (at < value.length() && (value.charAt(at) == ' ' || value.charAt(at) == '\t')) {
      at++;
    }
  }

  private String quoted() {
    StringBuilder out = new StringBuilder();
    for (at++; at < value.length() && value.charAt(at) != '"'; at++) {
      char c = value.charAt(at);
      boolean escapes =
          c == '\\' && at + 1 < value.length() && "\"\\".indexOf(value.charAt(at + 1)) >= 0;
      if (escapes) {
        at++;
      }
      out.append(value.charAt(at));
    }
    return out.toString();
  }

  /**
   * The name of a field or file as forms send it: the extended form (RFC 8187) first; else without
   * the three percent codes that browsers put in for a quote and line ends.
   */
  static String formName(Map<String, String> parameters, String key) {
    String extended = parameters.get(key + "*");
    if (extended != null && extended.toLowerCase(Locale.ROOT).startsWith("utf-8'")) {
      int quote = extended.indexOf('\'', "utf-8'".length());
      return PercentCoding.decode(extended.substring(quote + 1));
    }
    return parameters
        .getOrDefault(key, "")
        .replace("%22", "\"")
        .replace("%0D", "\r")
        .replace("%0A", "\n");
  }
}
