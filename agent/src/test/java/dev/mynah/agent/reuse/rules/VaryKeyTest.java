package dev.mynah.agent.reuse.rules;

import static dev.mynah.agent.reuse.rules.Messages.fields;
import static dev.mynah.agent.reuse.rules.Messages.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.agent.http.Fields;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9111 section 4.1, RFC 9110 section 12.5.5. */
class VaryKeyTest {
  private static VaryKey key(String vary, String... request) {
    return VaryKey.of(VaryNames.of(fields("Vary: " + vary)), fields(request));
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "*, *", ", *", "*, Foo", "Foo, *", "Foo Bar", "\"Foo", "a;b"})
  void aStarOrWhatCannotBeReadMatchesNothing(String vary) {
    VaryNames names = VaryNames.of(fields("Vary: " + vary));

    assertThat(names.matchesNothing()).isTrue();
    assertThat(VaryKey.NONE.matches(names, fields())).isFalse();
    assertThatThrownBy(() -> VaryKey.of(names, fields()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aStarOnAnotherLineCounts() {
    assertThat(VaryNames.of(fields("Vary:", "Vary: *")).matchesNothing()).isTrue();
    assertThat(VaryNames.of(fields("Vary: a", "Vary: *")).matchesNothing()).isTrue();
  }

  @Test
  void namesAreInLowerCaseSortedAndOnce() {
    VaryNames names = VaryNames.of(fields("Vary: Foo, accept", "Vary: foo,,Bar"));

    assertThat(names).hasToString("accept, bar, foo");
    assertThat(names).isEqualTo(VaryNames.of(fields("Vary: BAR,foo,Accept")));
    assertThat(VaryNames.of(fields("Vary: ,"))).isSameAs(VaryNames.NONE);
    assertThat(VaryNames.of(fields())).isSameAs(VaryNames.NONE);
  }

  @Test
  void veryManyNamesMatchNothing() {
    String many = IntStream.range(0, 33).mapToObj(i -> "x" + i).collect(Collectors.joining(","));

    assertThat(VaryNames.of(fields("Vary: " + many)).matchesNothing()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip, br|br, gzip",
        "gzip,br|GZIP ,\tBr",
        "gzip;q=1.0, br;q=0.50|br; q=0.5,gzip",
        "gzip;q=1|gzip",
        "gzip;q=0.0|gzip;q=0",
        "gzip;q=1.000|gzip;q=1.",
        "gzip, gzip|gzip",
        ", gzip ,,|gzip"
      })
  void acceptEncodingHasNeitherOrderNorCaseNorBlanks(String one, String other) {
    assertThat(key("Accept-Encoding", "Accept-Encoding: " + one))
        .isEqualTo(key("accept-encoding", "ACCEPT-ENCODING: " + other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip|br",
        "gzip;q=0|gzip",
        "gzip;q=0.5|gzip;q=0.6",
        "gzip;q=0.001|gzip",
        "gzip;x=1, br|br, gzip;x=1",
        "gzip;q=2, br|br, gzip;q=2",
        "gzip|gzip, identity;q=0",
        "gzip|''"
      })
  void whatMeansSomethingElseIsAnotherKey(String one, String other) {
    assertThat(key("Accept-Encoding", "Accept-Encoding: " + one))
        .isNotEqualTo(key("Accept-Encoding", "Accept-Encoding: " + other));
  }

  @Test
  void absentIsNotEmpty() {
    assertThat(key("X")).isNotEqualTo(key("X", "X:")).isEqualTo(key("X", "Y: 1"));
  }

  @Test
  void languagesKeepTheirOrderAndLoseCaseAndBlanks() {
    assertThat(key("Accept-Language", "Accept-Language: en-GB , de;q=0.5"))
        .isEqualTo(key("Accept-Language", "Accept-Language: EN-gb,de; q=0.5"))
        .isNotEqualTo(key("Accept-Language", "Accept-Language: de;q=0.5, en-GB"));
  }

  @Test
  void linesAreJoined() {
    assertThat(key("Accept, X", "Accept: a/b", "X: 1", "Accept: c/d"))
        .isEqualTo(key("X, Accept", "X: 1", "Accept: a/b,c/d"));
    assertThat(key("X", "X: 1", "X: 2")).isEqualTo(key("X", "X: 1, 2"));
  }

  @Test
  void inFieldsThatNobodyKnowsEveryByteCounts() {
    assertThat(key("X", "X: a")).isNotEqualTo(key("X", "X: A"));
    assertThat(key("X", "X: a,b")).isNotEqualTo(key("X", "X: a, b"));
    assertThat(key("Accept", "Accept: a;b=\"x ,y\""))
        .isNotEqualTo(key("Accept", "Accept: a;b=\"x,y\""));
  }

  @Test
  void oneFieldsValueIsNeverAnothers() {
    assertThat(key("A, B", "A: 1", "B: 2")).isNotEqualTo(key("A, B", "A: 2", "B: 1"));
    assertThat(key("A, B", "A: x")).isNotEqualTo(key("A, B", "B: x"));
    assertThat(key("A, B", "A: b:x")).isNotEqualTo(key("A, B", "A:", "B: x"));
  }

  @Property
  void theOrderOfCodingsDoesNotMatter(
      @ForAll @Size(max = 6) List<Boolean> weighed, @ForAll long seed) {
    List<String> codings = new ArrayList<>();
    for (int i = 0; i < weighed.size(); i++) {
      codings.add("c" + i + (weighed.get(i) ? ";q=0." + (i + 1) : ""));
    }
    List<String> shuffled = new ArrayList<>(codings);
    Collections.shuffle(shuffled, new Random(seed));

    assertThat(key("Accept-Encoding", "Accept-Encoding: " + String.join(", ", shuffled)))
        .isEqualTo(key("Accept-Encoding", "Accept-Encoding: " + String.join(",", codings)));
  }

  @Property
  void noBytesMakeItThrowAndEveryRequestMatchesItsOwnKey(
      @ForAll @Size(max = 40) byte[] vary, @ForAll @Size(max = 40) byte[] value) {
    VaryNames.of(raw("Vary", vary));
    for (String name : List.of("Accept-Encoding", "Accept-Language", "Accept", "X")) {
      VaryNames names = VaryNames.of(fields("Vary: " + name));
      Fields request = raw(name, value);
      assertThat(VaryKey.of(names, request).matches(names, request)).isTrue();
    }
  }
}
