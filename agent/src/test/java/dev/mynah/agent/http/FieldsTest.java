package dev.mynah.agent.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FieldsTest {
  @Test
  void namesCompareWithoutCaseAndKeepHowTheyWereWritten() {
    Fields fields = new Fields().add("x-One", "1").add("X-ONE", "2").add("X-Two", "3");
    FieldName name = FieldName.of("X-One");

    assertThat(fields.get("X-oNe")).isEqualTo("1");
    assertThat(fields.indexOf(name, 1)).isEqualTo(1);
    assertThat(fields.name(1)).isEqualTo("X-ONE");
    assertThat(fields.remove(name).toString()).isEqualTo("x-two: 3\n");
  }

  @Test
  void namesThatDifferInOneBitAreDifferent() {
    Fields fields = new Fields().add("a^b", "1");

    assertThat(fields.has(FieldName.of("a~b"))).isFalse();
    assertThat(fields.has(FieldName.of("A^B"))).isTrue();
  }

  @Test
  void aListIsReadOverAllItsLines() {
    Fields fields = new Fields().add("Connection", "foo ,\tClose").add("connection", "bar");

    assertThat(fields.lists(FieldName.CONNECTION, "close")).isTrue();
    assertThat(fields.lists(FieldName.CONNECTION, "bar")).isTrue();
    assertThat(fields.lists(FieldName.CONNECTION, "clos")).isFalse();
  }

  @Test
  void manyAndLongFieldsFit() {
    Fields fields = new Fields();
    for (int i = 0; i < 500; i++) {
      fields.add("X-" + i, "v".repeat(i));
    }

    assertThat(fields.size()).isEqualTo(500);
    assertThat(fields.get("x-499")).hasSize(499);
  }

  @Test
  void nothingThatCouldEndALineGetsIn() {
    assertThatThrownBy(() -> new Fields().add("X", "a\r\nY: b"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Fields().add("X Y", "a"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Fields().add("", "a"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theSharedEmptyOnesStayEmpty() {
    assertThatThrownBy(() -> Fields.NONE.add("X", "a")).isInstanceOf(IllegalStateException.class);
    assertThat(Fields.NONE.isEmpty()).isTrue();
  }
}
