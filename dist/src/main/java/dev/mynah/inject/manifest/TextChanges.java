package dev.mynah.inject.manifest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings changes of values into the text that they were read from, so that everything else stays as
 * it was: comments, quotes, the order of keys. Where that cannot be done it says so, and it is up
 * to the caller to compare what came out with what was meant.
 */
final class TextChanges {
  private final String text;
  private final String lineEnd;
  private final NodeText writer;
  private final List<Change> changes = new ArrayList<>();

  private record Change(int start, int end, String put) {}

  private TextChanges(String text, String lineEnd, int dashIndent) {
    this.text = text;
    this.lineEnd = lineEnd;
    this.writer = new NodeText(dashIndent);
  }

  /**
   * The text of a document with the changes of its value.
   *
   * @param text of the whole stream
   * @throws Unwritable when a change cannot be made in place
   */
  static String of(String text, ManifestDocument document, String lineEnd) {
    ManifestNode root = document.root();
    if (root == null) {
      throw new Unwritable();
    }
    TextChanges all = new TextChanges(text, lineEnd, dashIndent(text, root));
    all.walk(root);
    return all.applied(document.start(), document.end());
  }

  private String applied(int from, int to) {
    changes.sort(Comparator.comparingInt(Change::start));
    StringBuilder out = new StringBuilder(to - from + 4096);
    int at = from;
    for (Change change : changes) {
      if (change.start < at) {
        throw new Unwritable();
      }
      out.append(text, at, change.start).append(change.put);
      at = change.end;
    }
    return out.append(text, at, to).toString();
  }

  private void walk(ManifestNode node) {
    if (node instanceof MappingNode mapping) {
      mapping(mapping);
    } else if (node instanceof ListNode list) {
      list(list);
    }
  }

  private void mapping(MappingNode mapping) {
    List<String> gone = new ArrayList<>();
    List<MappingNode.Written> replaced = new ArrayList<>();
    for (MappingNode.Written was : mapping.written()) {
      ManifestNode now = mapping.get(was.key());
      if (now == was.value()) {
        walk(now);
      } else if (now == null && !was.key().equals("<<")) {
        gone.add(was.key());
      } else if (now != null) {
        replaced.add(was);
      }
    }
    List<String> added =
        mapping.entries().keySet().stream()
            .filter(key -> mapping.written().stream().noneMatch(was -> was.key().equals(key)))
            .filter(key -> isNew(mapping.get(key)))
            .toList();
    if (gone.isEmpty() && replaced.isEmpty() && added.isEmpty()) {
      return;
    }
    Span span = read(mapping);
    if (mapping.flow()) {
      flowMapping(mapping, span, gone, replaced, added);
      return;
    }
    gone.forEach(key -> remove(mapping, key, span));
    replaced.forEach(was -> replace(mapping, was));
    for (String key : added) {
      add(span.end(), writer.entry(key, value(mapping, key), column(mapping)));
    }
  }

  /** What came by a merge key has a line and no text; what is new has neither. */
  private static boolean isNew(@Nullable ManifestNode node) {
    return node != null && node.line() == 0;
  }

  private static ManifestNode value(MappingNode mapping, String key) {
    ManifestNode value = mapping.get(key);
    if (value == null) {
      throw new Unwritable();
    }
    return value;
  }

  private void flowMapping(
      MappingNode mapping,
      Span span,
      List<String> gone,
      List<MappingNode.Written> replaced,
      List<String> added) {
    if (!gone.isEmpty() || !replaced.isEmpty() || mapping.written().isEmpty()) {
      changes.removeIf(change -> change.start >= span.start() && change.end <= span.end());
      changes.add(new Change(span.start(), span.end(), NodeText.flow(mapping)));
      return;
    }
    int end = endOfLast(mapping.written().get(mapping.written().size() - 1).value());
    StringBuilder put = new StringBuilder();
    for (String key : added) {
      put.append(", ").append(NodeText.quoted(key)).append(": ");
      put.append(NodeText.flow(value(mapping, key)));
    }
    changes.add(new Change(end, end, put.toString()));
  }

  private void remove(MappingNode mapping, String key, Span span) {
    List<MappingNode.Written> all = mapping.written();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).key().equals(key)) {
        int start = blankLineStart(all.get(i).start());
        boolean last = i == all.size() - 1;
        int end = last ? lineEndAfter(span.end()) : blankLineStart(all.get(i + 1).start());
        changes.add(last ? new Change(endBefore(start), end, "") : new Change(start, end, ""));
        return;
      }
    }
  }

  private void replace(MappingNode mapping, MappingNode.Written was) {
    Span old = read(was.value());
    boolean small =
        was.value() instanceof ScalarNode
            || text.substring(old.start(), old.end()).matches("[\\[{]\\s*[]}]");
    if (!small || text.substring(old.start(), old.end()).indexOf('\n') >= 0) {
      throw new Unwritable();
    }
    ManifestNode now = value(mapping, was.key());
    int column = column(mapping);
    List<String> lines = writer.entry(was.key(), now, column);
    if (now instanceof ScalarNode && lines.size() == 1) {
      String space = old.start() == old.end() ? " " : "";
      changes.add(new Change(old.start(), old.end(), space + NodeText.one(now)));
      return;
    }
    int start = old.start();
    while (start > 0 && start < old.end() && text.charAt(start - 1) == ' ') {
      start--;
    }
    changes.add(new Change(start, old.end(), ""));
    add(old.end(), lines.subList(1, lines.size()));
  }

  private void list(ListNode list) {
    List<ManifestNode> was = list.written();
    List<ManifestNode> now = list.items();
    if (was.size() == now.size() && sameItems(was, now)) {
      now.forEach(this::walk);
      return;
    }
    Span span = read(list);
    if (list.flow()) {
      changes.add(new Change(span.start(), span.end(), NodeText.flow(list)));
      return;
    }
    List<ManifestNode> kept = now.stream().filter(item -> position(was, item) >= 0).toList();
    kept.forEach(this::walk);
    if (kept.isEmpty()) {
      rewritten(list, span);
      return;
    }
    int first = position(now, kept.get(0));
    int behind = first + kept.size();
    if (!sameItems(kept, now.subList(first, behind))) {
      throw new Unwritable();
    }
    removeOthers(was, kept);
    int column = dash(kept.get(0));
    int front = lineStart(read(kept.get(0)).start());
    for (ManifestNode item : now.subList(0, first)) {
      changes.add(new Change(front, front, joined(writer.item(item, column)) + lineEnd));
    }
    for (ManifestNode item : now.subList(behind, now.size())) {
      add(read(kept.get(kept.size() - 1)).end(), writer.item(item, column));
    }
  }

  private void rewritten(ListNode list, Span span) {
    ManifestNode head = list.written().get(0);
    int column = dash(head);
    List<String> lines = new ArrayList<>();
    list.items().forEach(item -> lines.addAll(writer.item(item, column)));
    int start = lineStart(read(head).start());
    changes.add(new Change(start, lineEndAfter(span.end()), joined(lines)));
  }

  private void removeOthers(List<ManifestNode> was, List<ManifestNode> kept) {
    int firstKept = position(was, kept.get(0));
    for (int i = 0; i < was.size(); i++) {
      if (position(kept, was.get(i)) >= 0) {
        continue;
      }
      if (i < firstKept) {
        int start = lineStart(read(was.get(i)).start());
        dash(was.get(i));
        changes.add(new Change(start, lineStart(read(was.get(i + 1)).start()), ""));
      } else {
        int start = lineEndAfter(read(was.get(i - 1)).end());
        changes.add(new Change(start, lineEndAfter(read(was.get(i)).end()), ""));
      }
    }
  }

  private static boolean sameItems(List<ManifestNode> one, List<ManifestNode> other) {
    for (int i = 0; i < one.size(); i++) {
      if (one.get(i) != other.get(i)) {
        return false;
      }
    }
    return one.size() == other.size();
  }

  /** Where this very item stands; equal ones are others. */
  private static int position(List<ManifestNode> items, ManifestNode wanted) {
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) == wanted) {
        return i;
      }
    }
    return -1;
  }

  private void add(int end, List<String> lines) {
    int at = lineEndAfter(end);
    changes.add(new Change(at, at, lineEnd + joined(lines)));
  }

  private String joined(List<String> lines) {
    return String.join(lineEnd, lines);
  }

  private static Span read(ManifestNode node) {
    Span span = node.span();
    if (span == null) {
      throw new Unwritable();
    }
    return span;
  }

  private int endOfLast(ManifestNode node) {
    return read(node).end();
  }

  private int column(MappingNode mapping) {
    return column(text, mapping.written().get(0).start());
  }

  /** The column of an item's dash, which must be all that stands before it on its line. */
  private int dash(ManifestNode item) {
    int start = read(item).start();
    String before = text.substring(lineStart(start), start);
    if (!before.matches(" *- *")) {
      throw new Unwritable();
    }
    return before.indexOf('-');
  }

  /** The start of the line of a place that has nothing before it but spaces. */
  private int blankLineStart(int place) {
    int start = lineStart(place);
    if (!text.substring(start, place).isBlank()) {
      throw new Unwritable();
    }
    return start;
  }

  private int lineStart(int place) {
    return text.lastIndexOf('\n', place - 1) + 1;
  }

  /** The end of the line before the one that begins at a place. */
  private int endBefore(int start) {
    if (start == 0) {
      throw new Unwritable();
    }
    int end = start - 1;
    return end > 0 && text.charAt(end - 1) == '\r' ? end - 1 : end;
  }

  private int lineEndAfter(int place) {
    int end = text.indexOf('\n', place);
    if (end < 0) {
      return text.length();
    }
    return end > place && text.charAt(end - 1) == '\r' ? end - 1 : end;
  }

  /** How far dashes stand to the right of their key where a value first has a list; else 0. */
  static int dashIndent(String text, ManifestNode node) {
    return Math.max(0, found(text, node));
  }

  private static int found(String text, ManifestNode node) {
    if (node instanceof ListNode list) {
      return list.written().stream().mapToInt(item -> found(text, item)).max().orElse(-1);
    }
    if (node instanceof MappingNode mapping) {
      for (MappingNode.Written entry : mapping.written()) {
        Span span = entry.value().span();
        boolean dashed = span != null && entry.value() instanceof ListNode list && !list.flow();
        int indent =
            dashed && span != null
                ? column(text, span.start()) - column(text, entry.start())
                : found(text, entry.value());
        if (indent >= 0) {
          return Math.min(indent, 4);
        }
      }
    }
    return -1;
  }

  private static int column(String text, int place) {
    return place - (text.lastIndexOf('\n', place - 1) + 1);
  }
}
