package dev.mynah.exporter.query.ask;

import dev.mynah.exporter.series.Matcher;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which requests are meant: for each field the values of which one must be there.
 *
 * @param byField without fields that nothing was said of
 */
public record Filters(Map<String, List<String>> byField) {
  private static final String STATUS = "status";
  private static final Pattern STATUS_TEXT = Pattern.compile("0|[1-9]\\d\\d|[1-5][xX][xX]");
  private static final Pattern SPECIAL = Pattern.compile("[\\\\.\\[\\]{}()*+?^$|]");

  /** Keeps its own copy. */
  public Filters {
    byField = Map.copyOf(byField);
  }

  /** Reads them; methods become upper case, protocols and outcomes lower. */
  static Filters of(Map<String, List<String>> byField) {
    Map<String, List<String>> clean = new TreeMap<>();
    byField.forEach((field, values) -> clean.put(field, cleaned(field, values)));
    return new Filters(clean);
  }

  /** The fields that something was said of. */
  public Set<String> fields() {
    return byField.keySet();
  }

  /** Conditions on some of the fields; the status is called {@code code}, as in series. */
  public List<Matcher> matchers(Collection<String> fields) {
    List<Matcher> matchers = new ArrayList<>();
    for (String field : fields) {
      List<String> values = byField.getOrDefault(field, List.of());
      if (!values.isEmpty()) {
        matchers.add(matcher(field, values));
      }
    }
    return matchers;
  }

  /** That a field has one of some values. */
  public static Matcher oneOf(String name, Collection<String> values) {
    if (values.size() == 1) {
      return Matcher.equal(name, values.iterator().next());
    }
    return new Matcher(
        name,
        Matcher.Operator.REGEX,
        String.join("|", values.stream().map(Filters::quoted).toList()));
  }

  private static Matcher matcher(String field, List<String> values) {
    if (!field.equals(STATUS)) {
      return oneOf(field, values);
    }
    if (values.size() == 1 && !values.get(0).endsWith("xx")) {
      return Matcher.equal("code", values.get(0));
    }
    List<String> patterns = values.stream().map(value -> value.replace("xx", "..")).toList();
    return new Matcher("code", Matcher.Operator.REGEX, String.join("|", patterns));
  }

  private static String quoted(String value) {
    return SPECIAL.matcher(value).replaceAll("\\\\$0");
  }

  private static List<String> cleaned(String field, List<String> values) {
    return switch (field) {
      case STATUS -> values.stream().map(Filters::status).toList();
      case "method" -> values.stream().map(value -> value.toUpperCase(Locale.ROOT)).toList();
      case "protocol" -> values.stream().map(value -> value.toLowerCase(Locale.ROOT)).toList();
      default -> List.copyOf(values);
    };
  }

  private static String status(String text) {
    if (!STATUS_TEXT.matcher(text).matches()) {
      throw Refusal.badValue(
          STATUS, text, "three digits such as 503, a class such as 5xx, or 0 for no answer");
    }
    return text.toLowerCase(Locale.ROOT);
  }
}
