package dev.mynah.agent.reuse.headers;

import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A list that a route adds to a field: members that the answer has already are not said twice, and
 * all that the field says stands in one line afterwards. Immutable.
 */
final class Merged {
  private static final Pattern COMMA = Pattern.compile("[ \t]*,[ \t]*");
  private static final Pattern BLANKS = Pattern.compile("[ \t]+");

  private final FieldName name;
  private final String separator;
  private final List<String> members;
  private final boolean anyCase;
  private final Pattern divider;
  private final String alone;

  private Merged(FieldName name, String separator, List<String> members, boolean anyCase) {
    this.name = name;
    this.separator = separator;
    this.members = members;
    this.anyCase = anyCase;
    this.divider = separator.isBlank() ? BLANKS : COMMA;
    this.alone = joined(members);
  }

  /** {@code Vary}: names in any case, and nothing beside a star. */
  static Merged vary(List<String> names) {
    return new Merged(FieldName.VARY, ", ", names, true);
  }

  /** Tags, divided by this. */
  static Merged tags(FieldName name, String separator, List<String> tags) {
    return new Merged(name, separator, tags, false);
  }

  void into(Fields answer) {
    if (members.isEmpty()) {
      return;
    }
    if (!answer.has(name)) {
      answer.add(name, alone);
      return;
    }
    List<String> all = new ArrayList<>();
    for (int i = answer.indexOf(name, 0); i >= 0; i = answer.indexOf(name, i + 1)) {
      for (String member : divider.split(answer.value(i))) {
        add(all, member);
      }
    }
    members.forEach(member -> add(all, member));
    answer.set(name, joined(all));
  }

  private String joined(List<String> all) {
    return anyCase && all.contains("*") ? "*" : String.join(separator, all);
  }

  private void add(List<String> all, String member) {
    if (!member.isEmpty() && all.stream().noneMatch(known -> same(known, member))) {
      all.add(member);
    }
  }

  private boolean same(String one, String other) {
    return anyCase ? one.equalsIgnoreCase(other) : one.equals(other);
  }
}
