package dev.mynah.agent.reuse.rules.control;

import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.reuse.rules.field.ListField;
import dev.mynah.agent.reuse.rules.field.StructuredFields;
import dev.mynah.agent.reuse.rules.field.StructuredFields.Flag;
import dev.mynah.agent.reuse.rules.field.StructuredFields.Item;
import dev.mynah.agent.reuse.rules.field.StructuredFields.Member;
import dev.mynah.agent.reuse.rules.field.StructuredFields.Text;
import dev.mynah.agent.reuse.rules.field.StructuredFields.Token;
import dev.mynah.agent.reuse.rules.field.StructuredFields.Value;
import dev.mynah.agent.reuse.rules.field.StructuredFields.Whole;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A targeted field (RFC 9213 section 2.1): a structured dictionary whose members are directives.
 * Parameters mean nothing. A field that is empty, malformed, or whose numbers are of another type
 * is as if it were not there.
 */
final class TargetedField {
  private TargetedField() {}

  /** The directives, or null when the field does not count. */
  static @Nullable DirectiveSet read(Fields answer, FieldName name) {
    Optional<Map<String, Member>> members =
        StructuredFields.dictionary(ListField.joined(answer, name));
    if (members.isEmpty() || members.get().isEmpty()) {
      return null;
    }
    DirectiveSet read = new DirectiveSet();
    for (Map.Entry<String, Member> each : members.get().entrySet()) {
      if (!directive(each.getKey(), each.getValue(), read)) {
        return null;
      }
    }
    return read;
  }

  /** Whether the member's type is one that its directive can have. */
  private static boolean directive(String name, Member member, DirectiveSet into) {
    Value value = member instanceof Item item ? item.value() : null;
    if (DirectiveSet.NUMBERS.contains(name)) {
      if (!(value instanceof Whole seconds)) {
        return false;
      }
      into.number(name, Math.max(0, Math.min(DeltaSeconds.MOST, seconds.number())));
      return true;
    }
    if (value instanceof Flag flag && !flag.set()) {
      return true;
    }
    into.directive(name, names(name, value), false);
    return true;
  }

  private static @Nullable String names(String name, @Nullable Value value) {
    if (!DirectiveSet.QUALIFIABLE.contains(name)) {
      return null;
    }
    if (value instanceof Text text) {
      return text.text();
    }
    return value instanceof Token token ? token.text() : null;
  }
}
