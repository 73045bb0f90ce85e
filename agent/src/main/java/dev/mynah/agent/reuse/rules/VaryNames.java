package dev.mynah.agent.reuse.rules;

import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.Syntax;
import dev.mynah.agent.reuse.rules.field.ListField;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * The request fields that an answer depends on, by its {@code Vary} (RFC 9110 section 12.5.5):
 * lower case, sorted, each once. Immutable.
 */
public final class VaryNames {
  /** Depends on nothing. */
  public static final VaryNames NONE = new VaryNames(List.of(), false);

  private static final VaryNames EVERYTHING = new VaryNames(List.of(), true);

  /** More names than this are taken for {@code *}: nobody negotiates by so many. */
  private static final int MOST_NAMES = 32;

  private final List<FieldName> names;
  private final boolean matchesNothing;

  private VaryNames(List<FieldName> names, boolean matchesNothing) {
    this.names = names;
    this.matchesNothing = matchesNothing;
  }

  /** Reads an answer's {@code Vary} over all its lines. */
  public static VaryNames of(Fields answer) {
    if (!answer.has(FieldName.VARY)) {
      return NONE;
    }
    TreeSet<String> read = new TreeSet<>();
    for (String member : ListField.members(answer, FieldName.VARY)) {
      byte[] bytes = member.getBytes(StandardCharsets.ISO_8859_1);
      if (member.equals("*") || !Syntax.isToken(bytes, 0, bytes.length)) {
        return EVERYTHING;
      }
      read.add(member.toLowerCase(Locale.ROOT));
    }
    if (read.isEmpty()) {
      return NONE;
    }
    List<FieldName> names = new ArrayList<>();
    read.forEach(each -> names.add(FieldName.of(each)));
    return names.size() > MOST_NAMES ? EVERYTHING : new VaryNames(List.copyOf(names), false);
  }

  /** {@code *} or what cannot be read: no request matches such an answer. */
  public boolean matchesNothing() {
    return matchesNothing;
  }

  public boolean isEmpty() {
    return names.isEmpty();
  }

  public List<FieldName> names() {
    return names;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VaryNames names && names.toString().equals(toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  /** As it would stand in a field. */
  @Override
  public String toString() {
    if (matchesNothing) {
      return "*";
    }
    return String.join(", ", names.stream().map(FieldName::toString).toList());
  }
}
