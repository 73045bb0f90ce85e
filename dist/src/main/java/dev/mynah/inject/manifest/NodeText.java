package dev.mynah.inject.manifest;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Writes values: as lines of a block, or within braces on one line. */
final class NodeText {
  private static final Pattern SAFE =
      Pattern.compile("[A-Za-z0-9/](?:[A-Za-z0-9_./@+-]|:(?=[A-Za-z0-9/])|[,=](?=[A-Za-z0-9]))*");

  /** Text that may stand in lines of its own: no tabs, nothing that is not printable. */
  private static final Pattern LINES = Pattern.compile("[\\x20-\\x7E\\xA0-\\uD7FF\\n]+");

  private final int dashIndent;
  private final boolean json;

  /**
   * A writer.
   *
   * @param dashIndent how far the dashes of a list stand to the right of its key
   * @param json whether what stands within braces must be JSON
   */
  NodeText(int dashIndent, boolean json) {
    this.dashIndent = dashIndent;
    this.json = json;
  }

  /** The lines of a whole value that stands in a column. */
  List<String> block(ManifestNode node, int column) {
    List<String> lines = new ArrayList<>();
    if (node instanceof MappingNode mapping && !mapping.entries().isEmpty()) {
      mapping.entries().forEach((key, value) -> lines.addAll(entry(key, value, column)));
    } else if (node instanceof ListNode list && !list.items().isEmpty()) {
      list.items().forEach(item -> lines.addAll(item(item, column)));
    } else {
      lines.addAll(scalar(" ".repeat(column), node, column));
    }
    return lines;
  }

  /** A key and its value. */
  List<String> entry(String key, ManifestNode value, int column) {
    List<String> lines = new ArrayList<>();
    String start = " ".repeat(column) + (isSafe(key) ? key : quoted(key)) + ":";
    if (value instanceof MappingNode mapping && !mapping.entries().isEmpty()) {
      lines.add(start);
      lines.addAll(block(value, column + 2));
    } else if (value instanceof ListNode list && !list.items().isEmpty()) {
      lines.add(start);
      lines.addAll(block(value, column + dashIndent));
    } else {
      lines.addAll(scalar(start + " ", value, column + 2));
    }
    return lines;
  }

  /** A dash and its value. */
  List<String> item(ManifestNode value, int column) {
    List<String> lines = block(value, column + 2);
    lines.set(0, " ".repeat(column) + "- " + lines.get(0).substring(column + 2));
    return lines;
  }

  private static List<String> scalar(String start, ManifestNode node, int column) {
    String text = node instanceof ScalarNode scalar && !scalar.plain() ? scalar.text() : "";
    boolean inLines =
        text.indexOf('\n') > 0
            && text.endsWith("\n")
            && !text.endsWith("\n\n")
            && LINES.matcher(text).matches()
            && !text.startsWith(" ");
    if (!inLines) {
      return List.of(start + one(node));
    }
    List<String> lines = new ArrayList<>(List.of(start + "|"));
    text.lines().forEach(line -> lines.add(line.isEmpty() ? "" : " ".repeat(column) + line));
    return lines;
  }

  /** A single value, or an empty collection, in a block. */
  static String one(ManifestNode node) {
    if (node instanceof ScalarNode scalar) {
      if (scalar.isNull() && scalar.text().isEmpty()) {
        return "null";
      }
      boolean bare = scalar.plain() ? scalar.text().indexOf('\n') < 0 : isSafe(scalar.text());
      return bare ? scalar.text() : quoted(scalar.text());
    }
    return node instanceof MappingNode ? "{}" : "[]";
  }

  /** A whole value within braces. */
  String flow(ManifestNode node) {
    StringBuilder out = new StringBuilder();
    flow(node, out);
    return out.toString();
  }

  private void flow(ManifestNode node, StringBuilder out) {
    if (node instanceof MappingNode mapping) {
      out.append('{');
      Iterator<Map.Entry<String, ManifestNode>> all = mapping.entries().entrySet().iterator();
      while (all.hasNext()) {
        Map.Entry<String, ManifestNode> entry = all.next();
        out.append(flow(entry.getKey())).append(": ");
        flow(entry.getValue(), out);
        out.append(all.hasNext() ? ", " : "");
      }
      out.append('}');
    } else if (node instanceof ListNode list) {
      out.append('[');
      Iterator<ManifestNode> all = list.items().iterator();
      while (all.hasNext()) {
        flow(all.next(), out);
        out.append(all.hasNext() ? ", " : "");
      }
      out.append(']');
    } else {
      ScalarNode scalar = (ScalarNode) node;
      out.append(scalar.isText() ? flow(scalar.text()) : scalar.isNull() ? "null" : scalar.text());
    }
  }

  /** A key or text within braces. */
  String flow(String text) {
    return !json && isSafe(text) && text.indexOf(',') < 0 ? text : quoted(text);
  }

  private static boolean isSafe(String text) {
    return SAFE.matcher(text).matches() && !ScalarNode.looksLikeAnotherType(text);
  }

  /** In double quotes, as JSON and YAML both read it. */
  static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' '
              || (c > '~' && c < '\u00A0')
              || c == '\u2028'
              || c == '\u2029'
              || c == '\uFEFF') {
            out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }
}
