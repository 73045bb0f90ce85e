package dev.mynah.agent.wire.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a rule says of one field of a head.
 *
 * @param expected nothing for no such field, a text for all lines joined, a list for line by line,
 *     a mapping with {@code has}, {@code lacks}, {@code matches}, {@code from} and {@code to}
 */
record FieldCheck(String name, @Nullable Object expected) {

  static List<FieldCheck> all(Map<?, ?> fields) {
    List<FieldCheck> checks = new ArrayList<>();
    fields.forEach((name, expected) -> checks.add(new FieldCheck(name.toString(), expected)));
    return checks;
  }

  /** What is wrong, as sentences. */
  List<String> problems(WireMessage message, Moments moments) {
    List<String> lines = message.lines(name);
    if (expected == null) {
      return lines.isEmpty() ? List.of() : wrong("no such field", lines);
    }
    if (expected instanceof List<?> values) {
      List<String> wanted = values.stream().map(each -> moments.filled(each.toString())).toList();
      return lines.equals(wanted) ? List.of() : wrong("the lines " + wanted, lines);
    }
    if (expected instanceof Map<?, ?>) {
      return Part.whole(
          name, expected, part -> details(part, message.joined(name), lines, moments));
    }
    String wanted = moments.filled(expected.toString());
    return !lines.isEmpty() && message.joined(name).equals(wanted)
        ? List.of()
        : wrong("\"" + wanted + "\"", lines);
  }

  private List<String> details(Part part, String value, List<String> lines, Moments moments) {
    List<String> problems = new ArrayList<>();
    for (String has : texts(part, "has", moments)) {
      if (!value.contains(has)) {
        problems.addAll(wrong("something with \"" + has + "\"", lines));
      }
    }
    for (String lacks : texts(part, "lacks", moments)) {
      if (value.contains(lacks)) {
        problems.addAll(wrong("nothing with \"" + lacks + "\"", lines));
      }
    }
    String regex = part.text("matches");
    if (regex != null && (lines.isEmpty() || !value.matches(regex))) {
      problems.addAll(wrong("what matches " + regex, lines));
    }
    int from = part.number("from", Integer.MIN_VALUE);
    int to = part.number("to", Integer.MAX_VALUE);
    if ((part.has("from") || part.has("to")) && !isWithin(value, from, to)) {
      problems.addAll(wrong("a number of " + from + " to " + to, lines));
    }
    return problems;
  }

  private static boolean isWithin(String value, int from, int to) {
    return value.matches("[0-9]{1,9}")
        && Integer.parseInt(value) >= from
        && Integer.parseInt(value) <= to;
  }

  private static List<String> texts(Part part, String key, Moments moments) {
    Object value = part.find(key);
    if (value instanceof List<?> values) {
      return values.stream().map(each -> moments.filled(each.toString())).toList();
    }
    return value == null ? List.of() : List.of(moments.filled(value.toString()));
  }

  private List<String> wrong(String wanted, List<String> found) {
    return List.of(name + ": expected " + wanted + ", found " + (found.isEmpty() ? "none" : found));
  }
}
