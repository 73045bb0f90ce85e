package dev.mynah.inject.manifest;

/** The lines of a text: where they begin and end, and in which column a place is. */
final class TextLines {
  private final String text;

  TextLines(String text) {
    this.text = text;
  }

  /** The start of the line of a place that has nothing before it but spaces. */
  int blankLineStart(int place) {
    int start = lineStart(place);
    if (!text.substring(start, place).isBlank()) {
      throw new Unwritable();
    }
    return start;
  }

  /** The start of the comments right above a line, which belong to what stands there. */
  int aboveComments(int line) {
    int start = line;
    while (start > 0 && text.substring(lineStart(start - 1), start).strip().startsWith("#")) {
      start = lineStart(start - 1);
    }
    return start;
  }

  int lineStart(int place) {
    return text.lastIndexOf('\n', place - 1) + 1;
  }

  /** The end of the line before the one that begins at a place. */
  int endBefore(int start) {
    if (start == 0) {
      throw new Unwritable();
    }
    int end = start - 1;
    return end > 0 && text.charAt(end - 1) == '\r' ? end - 1 : end;
  }

  int lineEndAfter(int place) {
    int end = text.indexOf('\n', place);
    if (end < 0) {
      return text.length();
    }
    return end > place && text.charAt(end - 1) == '\r' ? end - 1 : end;
  }

  /** How far dashes stand to the right of their key where a value first has a list; else 0. */
  int dashIndent(ManifestNode node) {
    return Math.max(0, found(node));
  }

  private int found(ManifestNode node) {
    if (node instanceof ListNode list) {
      return list.written().stream().mapToInt(item -> found(item)).max().orElse(-1);
    }
    if (node instanceof MappingNode mapping) {
      for (MappingNode.Written entry : mapping.written()) {
        Span span = entry.value().span();
        boolean dashed = span != null && entry.value() instanceof ListNode list && !list.flow();
        int indent =
            dashed && span != null
                ? column(span.start()) - column(entry.start())
                : found(entry.value());
        if (indent >= 0) {
          return Math.min(indent, 4);
        }
      }
    }
    return -1;
  }

  int column(int place) {
    return place - (text.lastIndexOf('\n', place - 1) + 1);
  }
}
