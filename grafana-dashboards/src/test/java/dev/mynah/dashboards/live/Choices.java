package dev.mynah.dashboards.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is chosen at the top of a dashboard, and the queries with it filled in, the way Grafana does
 * it for a Prometheus: chosen values are escaped for a regular expression and joined, "All" is the
 * variable's {@code allValue} as it stands.
 */
final class Choices {
  private static final Pattern LABEL_VALUES =
      Pattern.compile("label_values\\((?:(.+),)?\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\)\\s*");
  private static final Pattern SLASHES = Pattern.compile("/(.*)/[a-z]*");
  private static final Pattern VARIABLE =
      Pattern.compile("\\$(?:\\{(\\w+)(?::(\\w+))?}|(\\w+))|\\[\\[(\\w+)(?::(\\w+))?]]");
  private static final Pattern SPECIAL = Pattern.compile("[$^*{}\\[\\]'+?.()|]");

  private final Map<String, Choice> choices = new LinkedHashMap<>();

  /** One variable's values to choose from, and how those that are chosen are written. */
  private record Choice(List<String> options, String written, String raw) {}

  /** All of everything, but for what is named. */
  static Choices of(
      Dashboard dashboard, DataSource source, DataSource.Span span, Map<String, String> chosen) {
    Choices choices = new Choices();
    for (JsonNode variable : dashboard.variables()) {
      choices.choose(variable, source, span, chosen);
    }
    return choices;
  }

  /** What there is to choose from, by variables that ask the data source. */
  Map<String, List<String>> options() {
    Map<String, List<String>> options = new LinkedHashMap<>();
    choices.forEach((name, choice) -> options.put(name, choice.options));
    return options;
  }

  /** The same with one variable set to its first value, as a repeated panel has it. */
  Choices repeated(String name) {
    Choice all = choices.get(name);
    if (all == null || all.options.isEmpty()) {
      return this;
    }
    Choices one = new Choices();
    one.choices.putAll(choices);
    String first = all.options.get(0);
    one.choices.put(name, new Choice(all.options, escaped(first), first));
    return one;
  }

  private void choose(
      JsonNode variable, DataSource source, DataSource.Span span, Map<String, String> chosen) {
    String name = variable.path("name").asText();
    switch (variable.path("type").asText()) {
      case "query" -> choices.put(name, query(variable, source, span, chosen.get(name)));
      case "datasource" -> choices.put(name, new Choice(List.of(), "live", "live"));
      default -> {
        String current =
            variable.at("/current/value").isTextual()
                ? variable.at("/current/value").asText()
                : variable.path("query").asText();
        String value = chosen.getOrDefault(name, current);
        choices.put(name, new Choice(List.of(), value, value));
      }
    }
  }

  private Choice query(
      JsonNode variable, DataSource source, DataSource.Span span, @Nullable String chosen) {
    JsonNode query = variable.path("query");
    String text = query.isTextual() ? query.asText() : query.path("query").asText();
    Matcher labelValues = LABEL_VALUES.matcher(filled(text, Map.of()));
    if (!labelValues.matches()) {
      throw new AssertionError("only label_values(...) is known here, not " + text);
    }
    String match = labelValues.group(1) == null ? "" : labelValues.group(1).strip();
    List<String> options =
        source.labelValues(labelValues.group(2), match, span).stream()
            .flatMap(value -> kept(value, variable.path("regex").asText()).stream())
            .distinct()
            .toList();
    if (chosen != null) {
      boolean regex = variable.path("multi").asBoolean() || variable.path("includeAll").asBoolean();
      return new Choice(options, regex ? escaped(chosen) : plain(chosen), chosen);
    }
    if (!variable.path("includeAll").asBoolean()) {
      String first = options.isEmpty() ? "" : options.get(0);
      return new Choice(options, plain(first), first);
    }
    String allValue = variable.path("allValue").asText("");
    String all = allValue.isEmpty() || allValue.equals("null") ? joined(options) : allValue;
    return new Choice(options, all, all);
  }

  /** A value as the variable's own expression leaves it. */
  private static List<String> kept(String value, String regex) {
    if (regex.isEmpty()) {
      return List.of(value);
    }
    Matcher slashes = SLASHES.matcher(regex);
    Matcher found = Pattern.compile(slashes.matches() ? slashes.group(1) : regex).matcher(value);
    if (!found.find()) {
      return List.of();
    }
    return List.of(found.groupCount() > 0 ? found.group(1) : value);
  }

  /** A query with everything filled in; what nobody declared stays, as in Grafana. */
  String filled(String expression, Map<String, String> builtIn) {
    Matcher matcher = VARIABLE.matcher(expression);
    StringBuilder filled = new StringBuilder();
    while (matcher.find()) {
      String name = firstOf(matcher.group(1), matcher.group(3), matcher.group(4));
      String format = firstOf(matcher.group(2), matcher.group(5));
      String value = value(name, format, builtIn);
      matcher.appendReplacement(
          filled, Matcher.quoteReplacement(value == null ? matcher.group() : value));
    }
    return matcher.appendTail(filled).toString();
  }

  private @Nullable String value(String name, String format, Map<String, String> builtIn) {
    if (builtIn.containsKey(name)) {
      return builtIn.get(name);
    }
    Choice choice = choices.get(name);
    if (choice == null) {
      return null;
    }
    return switch (format) {
      case "" -> choice.written;
      case "raw", "text" -> choice.raw;
      default -> throw new AssertionError("${" + name + ":" + format + "} is not known here");
    };
  }

  private static String firstOf(@Nullable String... groups) {
    for (String group : groups) {
      if (group != null) {
        return group;
      }
    }
    return "";
  }

  private static String joined(List<String> options) {
    List<String> escaped = new ArrayList<>();
    options.forEach(option -> escaped.add(escaped(option)));
    return escaped.size() == 1
        ? escaped.get(0)
        : escaped.stream().collect(Collectors.joining("|", "(", ")"));
  }

  private static String plain(String value) {
    return value.replace("\\", "\\\\").replace("'", "\\'");
  }

  private static String escaped(String value) {
    String backslashes = value.replace("\\", "\\\\\\\\");
    return SPECIAL.matcher(backslashes).replaceAll(found -> "\\\\\\\\" + "\\" + found.group());
  }
}
