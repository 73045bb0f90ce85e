package dev.mynah.agent.mock.template;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a template's tags say, read off its text: the names it uses and the tags that are refused.
 *
 * <p>Handlebars' own list of references leaves out arguments of nested calls, and what is missed
 * here would be an empty body at run time, so the text is read once more. In doubt a name counts as
 * used.
 */
final class Tags {
  private static final String OPEN = "{{";
  private static final String CLOSE = "}}";

  private final String source;
  private final Set<String> names = new HashSet<>();
  private final Set<String> literals = new HashSet<>();
  private final List<Refusal> refusals = new ArrayList<>();
  private int count;
  private int end;

  /** A tag that is not allowed. */
  record Refusal(int line, String why) {}

  private Tags(String source) {
    this.source = source;
  }

  static Tags read(String source) {
    Tags tags = new Tags(source);
    int at = source.indexOf(OPEN);
    while (at >= 0) {
      tags.end = tags.tag(at);
      at = source.indexOf(OPEN, tags.end);
    }
    return tags;
  }

  /** Names as they are written, without quoted text. */
  Set<String> names() {
    return names;
  }

  /** Quoted text. */
  Set<String> literals() {
    return literals;
  }

  List<Refusal> refusals() {
    return refusals;
  }

  /** Whether the text is one tag and nothing else but blanks. */
  boolean isOneTag() {
    return count == 1 && source.stripLeading().startsWith(OPEN) && source.substring(end).isBlank();
  }

  /** Reads the tag that opens here and returns where to go on. */
  private int tag(int open) {
    int at = open + OPEN.length();
    while (at < source.length() && isMark(source.charAt(at))) {
      at++;
    }
    if (source.startsWith("!", at)) {
      boolean dashed = source.startsWith("!--", at);
      int end = source.indexOf(dashed ? "--}}" : CLOSE, at);
      return end < 0 ? source.length() : end + CLOSE.length();
    }
    boolean escaped = open > 0 && source.charAt(open - 1) == '\\';
    refuse(open, at, escaped);
    count++;
    return words(at, source.startsWith("{{{", open));
  }

  private static boolean isMark(char c) {
    return c == '{' || c == '~' || c == '#' || c == '^' || c == '&' || c == '/' || c == ' ';
  }

  private void refuse(int open, int at, boolean escaped) {
    if (at >= source.length() || escaped) {
      return;
    }
    int line = 1 + (int) source.substring(0, open).chars().filter(c -> c == '\n').count();
    switch (source.charAt(at)) {
      case '>' -> refusals.add(new Refusal(line, "partials ({{>) are not supported"));
      case '*' -> refusals.add(new Refusal(line, "decorators ({{*) are not supported"));
      case '=' -> refusals.add(new Refusal(line, "other delimiters ({{=) are not supported"));
      default -> {}
    }
  }

  /** Reads words up to the end of the tag; brackets and quotes may hold anything. */
  private int words(int from, boolean triple) {
    StringBuilder word = new StringBuilder();
    int at = from;
    while (at < source.length() && !source.startsWith(CLOSE, at)) {
      char c = source.charAt(at);
      if (c == '"' || c == '\'') {
        int end = quoted(at, c);
        literals.add(source.substring(at + 1, Math.max(at + 1, end - 1)));
        at = end;
        continue;
      }
      if (c == '[') {
        int end = source.indexOf(']', at);
        end = end < 0 ? source.length() : end + 1;
        word.append(source, at, end);
        at = end;
        continue;
      }
      if (Character.isWhitespace(c) || "()=|~,{}#^&".indexOf(c) >= 0) {
        finish(word);
      } else {
        word.append(c);
      }
      at++;
    }
    finish(word);
    int close = at + CLOSE.length();
    return Math.min(source.length(), triple ? close + 1 : close);
  }

  private int quoted(int open, char quote) {
    for (int at = open + 1; at < source.length(); at++) {
      char c = source.charAt(at);
      if (c == '\\') {
        at++;
      } else if (c == quote) {
        return at + 1;
      }
    }
    return source.length();
  }

  private void finish(StringBuilder word) {
    if (word.length() > 0) {
      names.add(word.toString());
      word.setLength(0);
    }
  }
}
