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
  private final TextLines lines;
  private final String lineEnd;
  private final NodeText writer;
  private final boolean expanding;
  private final List<Change> changes = new ArrayList<>();

  private record Change(int start, int end, String put) {}

  private TextChanges(String text, String lineEnd, NodeText writer, boolean expanding) {
    this.text = text;
    this.lines = new TextLines(text);
    this.lineEnd = lineEnd;
    this.writer = writer;
    this.expanding = expanding;
  }

  /**
   * The text of a document with the changes of its value.
   *
   * @param text of the whole stream
   * @param expanding whether an alias whose value changed is replaced by that value; without it the
   *     change is left to the place that the alias points at
   * @throws Unwritable when a change cannot be made in place
   */
  static String of(String text, ManifestDocument document, String lineEnd, boolean expanding) {
    ManifestNode root = document.root();
    if (root == null) {
      throw new Unwritable();
    }
    boolean json = root instanceof MappingNode mapping && mapping.flow();
    NodeText writer = new NodeText(new TextLines(text).dashIndent(root), json);
    TextChanges all = new TextChanges(text, lineEnd, writer, expanding);
    all.walk(root);
    return all.applied(document.start(), document.end());
  }

  private String applied(int from, int to) {
    changes.sort(Comparator.comparingInt(Change::start).thenComparingInt(Change::end));
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
    if (node.alias() != null) {
      return;
    }
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
      if (now == was.value() && isChangedAlias(now)) {
        expanded(mapping, was);
      } else if (now == was.value()) {
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

  private boolean isChangedAlias(ManifestNode node) {
    return expanding && node.alias() != null && !node.alias().meant().equals(node);
  }

  private void expanded(MappingNode mapping, MappingNode.Written was) {
    Span token = placeOf(was.value());
    if (mapping.flow()) {
      changes.add(new Change(token.start(), token.end(), writer.flow(was.value())));
      return;
    }
    List<String> put = writer.entry(was.key(), was.value(), column(mapping));
    changes.add(new Change(token.start() - 1, token.end(), ""));
    add(token.end(), put.subList(1, put.size()));
  }

  /** An item of a list that stands there as an alias. */
  private void expanded(ListNode list, ManifestNode item) {
    Span token = placeOf(item);
    if (list.flow()) {
      changes.add(new Change(token.start(), token.end(), writer.flow(item)));
      return;
    }
    int column = dash(item) + 2;
    if (lines.column(token.start()) != column) {
      throw new Unwritable();
    }
    String put = joined(writer.block(item, column)).substring(column);
    changes.add(new Change(token.start(), token.end(), put));
  }

  private static Span placeOf(ManifestNode node) {
    ManifestNode.Alias alias = node.alias();
    return alias == null ? read(node) : alias.token();
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
      changes.add(new Change(span.start(), span.end(), writer.flow(mapping)));
      return;
    }
    int end = endOfLast(mapping.written().get(mapping.written().size() - 1).value());
    StringBuilder put = new StringBuilder();
    for (String key : added) {
      put.append(", ").append(writer.flow(key)).append(": ");
      put.append(writer.flow(value(mapping, key)));
    }
    changes.add(new Change(end, end, put.toString()));
  }

  private void remove(MappingNode mapping, String key, Span span) {
    List<MappingNode.Written> all = mapping.written();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).key().equals(key)) {
        int start = lines.blankLineStart(all.get(i).start());
        boolean last = i == all.size() - 1;
        int end =
            last ? lines.lineEndAfter(span.end()) : lines.blankLineStart(all.get(i + 1).start());
        changes.add(
            last ? new Change(lines.endBefore(start), end, "") : new Change(start, end, ""));
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
    List<String> put = writer.entry(was.key(), now, column);
    if (now instanceof ScalarNode && put.size() == 1) {
      String space = old.start() == old.end() ? " " : "";
      changes.add(new Change(old.start(), old.end(), space + NodeText.one(now)));
      return;
    }
    int start = old.start();
    while (start > 0 && start < old.end() && text.charAt(start - 1) == ' ') {
      start--;
    }
    changes.add(new Change(start, old.end(), ""));
    add(old.end(), put.subList(1, put.size()));
  }

  private void list(ListNode list) {
    List<ManifestNode> was = list.written();
    List<ManifestNode> now = list.items();
    if (was.size() == now.size() && sameItems(was, now)) {
      now.forEach(item -> item(list, item));
      return;
    }
    Span span = read(list);
    if (list.flow()) {
      changes.add(new Change(span.start(), span.end(), writer.flow(list)));
      return;
    }
    List<ManifestNode> kept = now.stream().filter(item -> position(was, item) >= 0).toList();
    kept.forEach(item -> item(list, item));
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
    int front = lines.lineStart(placeOf(kept.get(0)).start());
    if (position(was, kept.get(0)) == 0) {
      front = lines.aboveComments(front);
    }
    for (ManifestNode item : now.subList(0, first)) {
      changes.add(new Change(front, front, joined(writer.item(item, column)) + lineEnd));
    }
    for (ManifestNode item : now.subList(behind, now.size())) {
      add(placeOf(kept.get(kept.size() - 1)).end(), writer.item(item, column));
    }
  }

  private void item(ListNode list, ManifestNode item) {
    if (isChangedAlias(item)) {
      expanded(list, item);
    } else {
      walk(item);
    }
  }

  private void rewritten(ListNode list, Span span) {
    ManifestNode head = list.written().get(0);
    int column = dash(head);
    List<String> put = new ArrayList<>();
    list.items().forEach(item -> put.addAll(writer.item(item, column)));
    int start = lines.lineStart(placeOf(head).start());
    changes.add(new Change(start, lines.lineEndAfter(span.end()), joined(put)));
  }

  private void removeOthers(List<ManifestNode> was, List<ManifestNode> kept) {
    int firstKept = position(was, kept.get(0));
    for (int i = 0; i < was.size(); i++) {
      if (position(kept, was.get(i)) >= 0) {
        continue;
      }
      if (i < firstKept) {
        int start = lines.lineStart(placeOf(was.get(i)).start());
        dash(was.get(i));
        changes.add(new Change(start, lines.lineStart(placeOf(was.get(i + 1)).start()), ""));
      } else {
        int start = lines.lineEndAfter(placeOf(was.get(i - 1)).end());
        changes.add(new Change(start, lines.lineEndAfter(placeOf(was.get(i)).end()), ""));
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

  private void add(int end, List<String> put) {
    int at = lines.lineEndAfter(end);
    changes.add(new Change(at, at, lineEnd + joined(put)));
  }

  private String joined(List<String> put) {
    return String.join(lineEnd, put);
  }

  private static Span read(ManifestNode node) {
    Span span = node.span();
    if (span == null) {
      throw new Unwritable();
    }
    return span;
  }

  private int endOfLast(ManifestNode node) {
    return placeOf(node).end();
  }

  private int column(MappingNode mapping) {
    return lines.column(mapping.written().get(0).start());
  }

  /** The column of an item's dash, which must be all that stands before it on its line. */
  private int dash(ManifestNode item) {
    int start = placeOf(item).start();
    String before = text.substring(lines.lineStart(start), start);
    if (!before.matches(" *- *")) {
      throw new Unwritable();
    }
    return before.indexOf('-');
  }
}
