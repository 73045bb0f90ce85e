package dev.mynah.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tables of a chart's README, from values.yaml: {@code # --} above a key explains it and all
 * that is below it, {@code ##} begins a section.
 */
final class ChartReadme {
  private static final Pattern KEY = Pattern.compile("( *)([A-Za-z][\\w./-]*):.*");
  private static final Pattern HEADING = Pattern.compile("## (.+)");
  private static final Pattern EXPLANATION = Pattern.compile(" *# -- (.+)");

  private final List<Row> rows = new ArrayList<>();
  private final List<String> unexplained = new ArrayList<>();

  /**
   * One value.
   *
   * @param section the heading above it
   * @param key its path with dots
   * @param value its default as JSON
   * @param meaning what it is
   */
  record Row(String section, String key, String value, String meaning) {}

  private record Level(int indent, String key, boolean explained) {}

  ChartReadme(String values) throws IOException {
    YAMLMapper yaml = StrictObjects.mapper();
    JsonNode tree = yaml.readTree(values);
    Deque<Level> path = new ArrayDeque<>();
    String section = "";
    String meaning = "";
    for (String line : values.lines().toList()) {
      Matcher heading = HEADING.matcher(line);
      Matcher explanation = EXPLANATION.matcher(line);
      Matcher key = KEY.matcher(line);
      if (heading.matches()) {
        section = heading.group(1);
      } else if (explanation.matches()) {
        meaning = explanation.group(1);
      } else if (key.matches()) {
        enter(path, key, !meaning.isEmpty());
        add(tree, path, section, meaning);
        meaning = "";
      }
    }
  }

  private static void enter(Deque<Level> path, Matcher key, boolean explained) {
    int indent = key.group(1).length();
    while (!path.isEmpty() && path.peekLast().indent() >= indent) {
      path.removeLast();
    }
    boolean above = !path.isEmpty() && path.peekLast().explained();
    path.addLast(new Level(indent, key.group(2), explained || above));
  }

  private void add(JsonNode tree, Deque<Level> path, String section, String meaning) {
    List<String> keys = path.stream().map(Level::key).toList();
    JsonNode value = tree;
    for (String key : keys) {
      value = value.path(key);
    }
    String dotted = String.join(".", keys);
    boolean leaf = !(value instanceof ObjectNode object) || object.isEmpty();
    if (!meaning.isEmpty()) {
      rows.add(new Row(section, dotted, value.toString(), meaning));
    } else if (leaf && !path.peekLast().explained()) {
      unexplained.add(dotted);
    }
  }

  List<Row> rows() {
    return rows;
  }

  /** Values that nothing explains. */
  List<String> unexplained() {
    return unexplained;
  }

  /** The tables, one for each section. */
  String tables() {
    StringBuilder text = new StringBuilder();
    String section = "";
    for (Row row : rows) {
      if (!row.section().equals(section)) {
        section = row.section();
        text.append("\n### ").append(section).append("\n\n");
        text.append("| Value | Default | What it is |\n|---|---|---|\n");
      }
      text.append("| `").append(row.key()).append("` | `").append(escaped(row.value()));
      text.append("` | ").append(escaped(row.meaning())).append(" |\n");
    }
    return text.toString();
  }

  private static String escaped(String cell) {
    return cell.replace("|", "\\|");
  }
}
