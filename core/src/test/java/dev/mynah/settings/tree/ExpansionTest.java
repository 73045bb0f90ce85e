package dev.mynah.settings.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.settings.tree.Node.Scalar;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code ${NAME}} stands for. */
class ExpansionTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("HOST", "db", "EMPTY", "", "P", "$");

  private final Problems problems = new Problems();
  private final Expansion expansion = new Expansion(ENVIRONMENT);

  private String expand(String text) {
    return expansion.expand(
        new Scalar(text, true, new Place(Source.DEFAULTS, "key", 0, 0)), problems);
  }

  @ParameterizedTest
  @CsvSource({
    "plain, plain",
    "http://${HOST}:1, http://db:1",
    "${HOST}${HOST}, dbdb",
    "${EMPTY}x, x",
    "${EMPTY:-other}, other",
    "${HOST:-other}, db",
    "${UNSET:-}x, x",
    "${UNSET:-a:-b}, a:-b",
    "$${HOST}, ${HOST}",
    "$$${HOST}, $${HOST}",
    "a$b $ {x}, a$b $ {x}",
    "${P}{HOST}, ${HOST}"
  })
  void replaces(String written, String expanded) {
    assertThat(expand(written)).isEqualTo(expanded);
    assertThat(problems.errors()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"${", "a${HOST", "${}", "${1A}", "${A B}", "${A-b}", "${A:?x}", "${A:-${HOST}}"})
  void refusesWhatItDoesNotKnow(String written) {
    assertThat(expand(written)).isNull();
    assertThat(problems.errors())
        .singleElement()
        .asString()
        .contains("expected ${NAME}, ${NAME:-default} or $${ for the text ${");
  }

  @Test
  void anUnsetVariableIsNamed() {
    assertThat(expand("x${NOWHERE}")).isNull();
    assertThat(problems.errors())
        .singleElement()
        .asString()
        .startsWith("key: ${NOWHERE} is not set in the environment");
  }

  @Test
  void remembersWhatWasReferredTo() {
    expand("${HOST} ${UNSET:-x} $${ESCAPED}");

    assertThat(expansion.referredTo()).containsExactlyInAnyOrder("HOST", "UNSET");
  }
}
