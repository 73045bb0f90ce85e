package dev.mynah.agent.reuse.rules.field;

import static dev.mynah.agent.reuse.rules.Messages.fields;
import static dev.mynah.agent.reuse.rules.Messages.raw;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.http.FieldName;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** RFC 9110 sections 5.2 and 5.6.1. */
class ListFieldTest {
  private static final FieldName X = FieldName.of("X");

  @Test
  void membersAreTrimmedAndEmptyOnesLeftOut() {
    assertThat(ListField.members(fields("X: a ,, b;c=\"d, e\\\", f\" ,", "Y: no", "x:\tg"), X))
        .containsExactly("a", "b;c=\"d, e\\\", f\"", "g");
    assertThat(ListField.members(fields("X:", "X: ,"), X)).isEmpty();
  }

  @Test
  void linesAreJoined() {
    assertThat(ListField.joined(fields("X: a", "Y: no", "X: b,c"), X)).isEqualTo("a, b,c");
    assertThat(ListField.joined(fields("X: a"), X)).isEqualTo("a");
    assertThat(ListField.joined(fields(), X)).isEmpty();
  }

  @Property
  void noBytesMakeItThrow(@ForAll @Size(max = 60) byte[] bytes) {
    assertThat(ListField.members(raw("X", bytes), X)).doesNotContain("");
  }
}
