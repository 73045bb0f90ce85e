package dev.mynah.agent.reuse.rules.field;

import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;
import java.util.ArrayList;
import java.util.List;

/** Comma-separated fields over all their lines (RFC 9110 section 5.6.1). */
public final class ListField {
  private ListField() {}

  /** The members in order, trimmed, empty ones left out; commas in quotes separate nothing. */
  public static List<String> members(Fields fields, FieldName name) {
    List<String> members = new ArrayList<>();
    for (int i = fields.indexOf(name, 0); i >= 0; i = fields.indexOf(name, i + 1)) {
      split(fields.value(i), members);
    }
    return members;
  }

  /** The lines as one value, joined by comma and blank (RFC 9110 section 5.2); empty for none. */
  public static String joined(Fields fields, FieldName name) {
    int first = fields.indexOf(name, 0);
    if (first < 0) {
      return "";
    }
    String only = fields.value(first);
    int next = fields.indexOf(name, first + 1);
    if (next < 0) {
      return only;
    }
    StringBuilder all = new StringBuilder(only);
    for (int i = next; i >= 0; i = fields.indexOf(name, i + 1)) {
      all.append(", ").append(fields.value(i));
    }
    return all.toString();
  }

  /** Adds the members of one line. */
  public static void split(String line, List<String> into) {
    int start = 0;
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == '\\' && quoted) {
        i++;
      } else if (c == ',' && !quoted) {
        add(line, start, i, into);
        start = i + 1;
      }
    }
    add(line, start, line.length(), into);
  }

  private static void add(String line, int from, int to, List<String> into) {
    String member = line.substring(from, to).strip();
    if (!member.isEmpty()) {
      into.add(member);
    }
  }
}
