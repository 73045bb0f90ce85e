package dev.mynah.agent.reuse.rules.field;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.reuse.rules.field.StructuredFields.Bytes;
import dev.mynah.agent.reuse.rules.field.StructuredFields.Flag;
import dev.mynah.agent.reuse.rules.field.StructuredFields.Fraction;
import dev.mynah.agent.reuse.rules.field.StructuredFields.InnerList;
import dev.mynah.agent.reuse.rules.field.StructuredFields.Item;
import dev.mynah.agent.reuse.rules.field.StructuredFields.Text;
import dev.mynah.agent.reuse.rules.field.StructuredFields.Token;
import dev.mynah.agent.reuse.rules.field.StructuredFields.Value;
import dev.mynah.agent.reuse.rules.field.StructuredFields.Whole;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 8941 sections 3 and 4.2. */
class StructuredFieldsTest {
  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of("42", new Whole(42)),
        Arguments.of("-0", new Whole(0)),
        Arguments.of("0042", new Whole(42)),
        Arguments.of("-999999999999999", new Whole(-999_999_999_999_999L)),
        Arguments.of("4.5", new Fraction(4_500)),
        Arguments.of("-0.125", new Fraction(-125)),
        Arguments.of("123456789012.001", new Fraction(123_456_789_012_001L)),
        Arguments.of("\"hello world\"", new Text("hello world")),
        Arguments.of("\"\"", new Text("")),
        Arguments.of("\"a\\\"b\\\\c\"", new Text("a\"b\\c")),
        Arguments.of("foo123/456", new Token("foo123/456")),
        Arguments.of("*a:b", new Token("*a:b")),
        Arguments.of(":cHJldGVuZA==:", new Bytes("cHJldGVuZA==")),
        Arguments.of("::", new Bytes("")),
        Arguments.of("?1", new Flag(true)),
        Arguments.of("?0", new Flag(false)),
        Arguments.of("  ?0  ", new Flag(false)));
  }

  @ParameterizedTest
  @MethodSource("values")
  void readsBareItems(String text, Value value) {
    assertThat(StructuredFields.item(text)).contains(new Item(value, Map.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\t1",
        "1\t",
        "-",
        "--1",
        "+1",
        "1000000000000000",
        "1.",
        ".5",
        "1.2345",
        "1234567890123.0",
        "1 2",
        "\"",
        "\"a",
        "\"a\\",
        "\"a\\n\"",
        "\"a\tb\"",
        "\"\u00e9\"",
        "?",
        "?2",
        "?true",
        ":",
        ":a",
        ":$:",
        "=a",
        "a;",
        "a;A",
        "a;b=",
        "a;b=(1)",
        "(1)",
        "a,b",
        "&&&&&"
      })
  void anythingElseIsNoItem(String text) {
    assertThat(StructuredFields.item(text)).isEmpty();
  }

  @Test
  void readsListsWithInnerListsAndParameters() {
    var list = StructuredFields.list("a;x=1;y, (\"b\" c;z);q=0.5 ,\t 3 ").orElseThrow();

    assertThat(list)
        .containsExactly(
            new Item(new Token("a"), Map.of("x", new Whole(1), "y", new Flag(true))),
            new InnerList(
                List.of(
                    new Item(new Text("b"), Map.of()),
                    new Item(new Token("c"), Map.of("z", new Flag(true)))),
                Map.of("q", new Fraction(500))),
            new Item(new Whole(3), Map.of()));
    assertThat(StructuredFields.list("")).contains(List.of());
    assertThat(StructuredFields.list("()")).isPresent();
    assertThat(StructuredFields.list("(  1   2 )")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {",", "a,", ",a", "a,,b", "(a", "(a,b)", "(\"a\"b)", "((a))", "a b", "a\t"})
  void anythingElseIsNoList(String text) {
    // A tab may stand around a comma, never at the end.
    assertThat(StructuredFields.list(text).isPresent()).isEqualTo(text.equals("a\t"));
  }

  @Test
  void readsDictionariesOfWhichTheLastValueOfAKeyCounts() {
    var read = StructuredFields.dictionary("a=1, b;x=2, c=?0,a=(3 4), *d.-_=tok").orElseThrow();

    assertThat(read.keySet()).containsExactlyInAnyOrder("a", "b", "c", "*d.-_");
    assertThat(read.get("a")).isInstanceOf(InnerList.class);
    assertThat(read.get("b")).isEqualTo(new Item(new Flag(true), Map.of("x", new Whole(2))));
    assertThat(read.get("c")).isEqualTo(new Item(new Flag(false), Map.of()));
    assertThat(StructuredFields.dictionary("")).contains(Map.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"A=1", "a=", "a =1", "a= 1", "=1", "a=1,", "a=1 b=2", "a=1;", "1=a", "a==1"})
  void anythingElseIsNoDictionary(String text) {
    assertThat(StructuredFields.dictionary(text)).isEmpty();
  }

  @Property
  void whatIsQuotedIsReadTheSame(
      @ForAll @StringLength(max = 40) @CharRange(from = ' ', to = '~') String text) {
    assertThat(StructuredFields.item(StructuredFields.quote(text)))
        .contains(new Item(new Text(text), Map.of()));
  }

  @Property
  void whateverIsQuotedIsAString(@ForAll @StringLength(max = 20) String text) {
    assertThat(StructuredFields.item(StructuredFields.quote(text))).isPresent();
  }

  @Property
  void whatIsATokenIsReadAsOne(@ForAll @StringLength(max = 8) String text) {
    boolean read =
        StructuredFields.item(text).filter(i -> i.value() instanceof Token).isPresent()
            && text.equals(text.strip())
            && !text.contains(";");
    assertThat(StructuredFields.isToken(text)).isEqualTo(read);
  }

  @Property(tries = 3_000)
  void noBytesMakeItThrow(@ForAll @Size(max = 40) byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    StructuredFields.item(text);
    StructuredFields.list(text);
    StructuredFields.dictionary(text);
  }

  /** Text of the marks that matter, which random bytes seldom are. */
  @Property(tries = 5_000)
  void noMixOfMarksMakesItThrow(
      @ForAll
          @StringLength(max = 14)
          @net.jqwik.api.constraints.Chars({
            'a', '1', '-', '.', '"', '\\', '(', ')', ';', '=', ',', ' ', '?', ':', '*', '\t'
          })
          String text) {
    StructuredFields.item(text);
    StructuredFields.list(text);
    StructuredFields.dictionary(text);
  }
}
