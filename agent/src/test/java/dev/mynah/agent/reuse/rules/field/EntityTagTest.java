package dev.mynah.agent.reuse.rules.field;

import static dev.mynah.agent.reuse.rules.Messages.fields;
import static dev.mynah.agent.reuse.rules.Messages.raw;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110 section 8.8.3. */
class EntityTagTest {
  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "\"xyzzy\"", "W/\"xyzzy\"", "\"a,b\"", "\"a\\\"", "\"\u00fc\""})
  void isWrittenAsItWasRead(String text) {
    assertThat(EntityTag.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "xyzzy",
        "\"",
        "\"x",
        "x\"",
        "w/\"x\"",
        "W\"x\"",
        "W\\\"x\"",
        "W/x",
        "W/",
        "\"a b\"",
        "\"a\" ",
        "\"a\"b",
        "'a'",
        "*",
        "\"a\t\""
      })
  void anythingElseIsNone(String text) {
    assertThat(EntityTag.parse(text)).isNull();
  }

  /** The table of RFC 9110 section 8.8.3.2. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "W/\"1\",W/\"1\",false,true",
        "W/\"1\",W/\"2\",false,false",
        "W/\"1\",\"1\",false,true",
        "\"1\",\"1\",true,true",
        "\"1\",\"2\",false,false",
        "\"a\",\"A\",false,false"
      })
  void comparesStronglyAndWeakly(String one, String other, boolean strongly, boolean weakly) {
    EntityTag left = EntityTag.parse(one);
    EntityTag right = EntityTag.parse(other);

    assertThat(left.matchesStrongly(right)).isEqualTo(strongly);
    assertThat(right.matchesStrongly(left)).isEqualTo(strongly);
    assertThat(left.matchesWeakly(right)).isEqualTo(weakly);
    assertThat(right.matchesWeakly(left)).isEqualTo(weakly);
  }

  @Test
  void aListIsReadOverAllLinesAndBadMembersAreLeftOut() {
    var read =
        EntityTag.list(
            fields(
                "If-None-Match: \"a\", W/\"b\"  ,\"c,d\"",
                "if-none-match: bare, , \"e\" x, \"f\\\", \"g",
                "If-None-Match: \"h\""),
            CacheFields.IF_NONE_MATCH);

    assertThat(read.stream().map(EntityTag::toString))
        .containsExactly("\"a\"", "W/\"b\"", "\"c,d\"", "\"f\\\"", "\"h\"");
  }

  @Test
  void aStarIsAnyOnlyWhenItStandsAlone() {
    assertThat(EntityTag.isAny(fields("If-Match: *"), CacheFields.IF_MATCH)).isTrue();
    assertThat(EntityTag.isAny(fields("If-Match: *, \"a\""), CacheFields.IF_MATCH)).isFalse();
    assertThat(EntityTag.isAny(fields("If-Match: *", "If-Match: *"), CacheFields.IF_MATCH))
        .isFalse();
    assertThat(EntityTag.isAny(fields("X: *"), CacheFields.IF_MATCH)).isFalse();
  }

  @Test
  void anAnswerWithTwoTagsHasNone() {
    assertThat(EntityTag.of(fields("ETag: \"a\""))).hasToString("\"a\"");
    assertThat(EntityTag.of(fields("ETag: \"a\"", "ETag: \"b\""))).isNull();
    assertThat(EntityTag.of(fields("ETag: abc"))).isNull();
    assertThat(EntityTag.of(fields())).isNull();
  }

  @Test
  void aListOfVeryManyTagsIsReadInPart() {
    String[] tags = new String[10_000];
    Arrays.setAll(tags, i -> "\"" + i + "\"");

    List<EntityTag> read =
        EntityTag.list(fields("If-Match: " + String.join(",", tags)), CacheFields.IF_MATCH);

    assertThat(read).hasSize(256);
  }

  @Property
  void noBytesMakeItThrow(@ForAll @Size(max = 60) byte[] bytes) {
    EntityTag.of(raw("ETag", bytes));
    EntityTag.list(raw("If-Match", bytes), CacheFields.IF_MATCH)
        .forEach(tag -> assertThat(EntityTag.parse(tag.toString())).isEqualTo(tag));
  }
}
