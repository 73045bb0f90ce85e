package dev.mynah.exporter.promql.eval;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;

/** {@code label_replace} and {@code label_join}. */
final class LabelFunctions {
  private static final int LONGEST_VALUE = 1_024;

  private LabelFunctions() {}

  /** Sets a label to a template that is filled from another, where that matches. */
  static List<Line> replaced(List<Line> lines, List<String> texts) {
    String to = labelName(texts.get(0), "destination");
    String template = texts.get(1);
    String from = texts.get(2);
    Pattern pattern = pattern(texts.get(3));
    List<Line> result = new ArrayList<>();
    for (Line line : lines) {
      Matcher matcher = pattern.matcher(line.labels().get(from));
      result.add(
          matcher.matches()
              ? line.labelled(line.labels().with(to, filled(template, matcher)))
              : line);
    }
    return MergedLines.of(result);
  }

  /** Sets a label to the values of others with a separator between them. */
  static List<Line> joined(List<Line> lines, List<String> texts) {
    String to = labelName(texts.get(0), "destination");
    String separator = texts.get(1);
    List<String> from = texts.subList(2, texts.size());
    from.forEach(label -> labelName(label, "source"));
    List<Line> result = new ArrayList<>();
    for (Line line : lines) {
      String value = String.join(separator, from.stream().map(line.labels()::get).toList());
      result.add(line.labelled(line.labels().with(to, bounded(value))));
    }
    return MergedLines.of(result);
  }

  private static Pattern pattern(String expression) {
    try {
      return Pattern.compile("(?s:" + expression + ")");
    } catch (PatternSyntaxException broken) {
      throw Refused.execution(
          "invalid regular expression in label_replace(): " + broken.getDescription());
    }
  }

  private static String labelName(String name, String which) {
    if (!name.matches("[a-zA-Z_][a-zA-Z0-9_]*")) {
      throw Refused.execution("invalid " + which + " label name: \"" + name + "\"");
    }
    return name;
  }

  /** Fills in {@code $1}, <code>${1}</code>, <code>${name}</code> and {@code $$}. */
  private static String filled(String template, Matcher matcher) {
    StringBuilder filled = new StringBuilder();
    int at = 0;
    while (at < template.length() && filled.length() <= LONGEST_VALUE) {
      char c = template.charAt(at);
      if (c != '$' || at + 1 == template.length()) {
        filled.append(c);
        at++;
      } else if (template.charAt(at + 1) == '$') {
        filled.append('$');
        at += 2;
      } else {
        at = reference(template, at + 1, matcher, filled);
      }
    }
    return bounded(filled.toString());
  }

  /** Fills in one reference; returns where the template goes on. */
  private static int reference(String template, int from, Matcher matcher, StringBuilder filled) {
    boolean braces = template.charAt(from) == '{';
    int start = braces ? from + 1 : from;
    int end = start;
    while (end < template.length() && isNamePart(template.charAt(end))) {
      end++;
    }
    boolean closed = !braces || end < template.length() && template.charAt(end) == '}';
    if (end == start || !closed) {
      filled.append('$');
      return from;
    }
    filled.append(group(matcher, template.substring(start, end)));
    return braces ? end + 1 : end;
  }

  private static String group(Matcher matcher, String name) {
    String found = null;
    if (name.chars().allMatch(c -> c >= '0' && c <= '9')) {
      int index = name.length() > 3 ? Integer.MAX_VALUE : Integer.parseInt(name);
      found = index <= matcher.groupCount() ? matcher.group(index) : null;
    } else if (matcher.pattern().namedGroups().containsKey(name)) {
      found = matcher.group(name);
    }
    return found == null ? "" : found;
  }

  private static boolean isNamePart(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
  }

  private static String bounded(String value) {
    if (value.length() > LONGEST_VALUE) {
      throw Refused.execution("a label value would be longer than " + LONGEST_VALUE);
    }
    return value;
  }
}
