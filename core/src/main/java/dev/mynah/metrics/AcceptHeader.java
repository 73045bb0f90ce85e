package dev.mynah.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A field of weighted choices, {@code Accept} or {@code Accept-Encoding} (RFC 9110 section 12.4.2).
 * Immutable. What cannot be read is skipped, as if it had not been sent.
 */
public record AcceptHeader(List<Choice> choices) {

  /**
   * One choice.
   *
   * @param value lower case, without parameters
   * @param parameters besides {@code q}, names in lower case, values without quotes
   * @param weight 0 (never) to 1
   */
  public record Choice(String value, Map<String, String> parameters, double weight) {}

  /** Keeps its own copy. */
  public AcceptHeader {
    choices = List.copyOf(choices);
  }

  /** Reads a field's text; several fields are joined by commas. */
  public static AcceptHeader parse(String field) {
    List<Choice> choices = new ArrayList<>();
    for (String part : field.split(",", -1)) {
      if (!part.isBlank()) {
        choices.add(choice(part));
      }
    }
    return new AcceptHeader(choices);
  }

  /** Whether a coding is wanted: named, or by the star, with a weight above 0. */
  public boolean accepts(String coding) {
    return choices.stream()
        .filter(choice -> choice.value().equals(coding))
        .findFirst()
        .or(() -> choices.stream().filter(choice -> choice.value().equals("*")).findFirst())
        .filter(choice -> choice.weight() > 0)
        .isPresent();
  }

  private static Choice choice(String part) {
    String[] pieces = part.split(";", -1);
    Map<String, String> parameters = new LinkedHashMap<>();
    double weight = 1;
    for (int i = 1; i < pieces.length; i++) {
      int equals = pieces[i].indexOf('=');
      if (equals < 0) {
        continue;
      }
      String name = pieces[i].substring(0, equals).strip().toLowerCase(Locale.ROOT);
      String value = pieces[i].substring(equals + 1).strip().replace("\"", "");
      if (name.equals("q")) {
        weight = weight(value);
      } else {
        parameters.put(name, value);
      }
    }
    return new Choice(pieces[0].strip().toLowerCase(Locale.ROOT), parameters, weight);
  }

  private static double weight(String text) {
    try {
      double weight = Double.parseDouble(text);
      return weight >= 0 && weight <= 1 ? weight : 0;
    } catch (NumberFormatException unreadable) {
      return 0;
    }
  }
}
