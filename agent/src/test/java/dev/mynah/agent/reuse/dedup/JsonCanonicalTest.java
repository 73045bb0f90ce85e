package dev.mynah.agent.reuse.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCanonicalTest {
  private static final String NONE = "none";

  private static String form(byte[] body) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      boolean canonical = JsonCanonical.digest(body, body.length, sha);
      String digest = HexFormat.of().formatHex(sha.digest());
      if (!canonical) {
        assertThat(digest).startsWith("e3b0c44298fc1c14"); // nothing was added
      }
      return canonical ? digest : NONE;
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static String form(String body) {
    return form(body.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":1,\"b\":2} | {\"b\":2,\"a\":1}",
        "{\"a\":1} | ` {\n\t\"a\" : 1 }\r\n`",
        "{\"x\":{\"b\":[{\"d\":1,\"c\":2}],\"a\":0}} | {\"x\":{\"a\":0,\"b\":[{\"c\":2,\"d\":1}]}}",
        "\"\\u0041\\/\\n\" | \"A/\\u000a\"",
        "\"\\ud83d\\ude00\" | \"\uD83D\uDE00\"",
        "{\"\\u0061\":1} | {\"a\":1}",
        "{\"\":0,\"\u00e9\":1,\"z\":2} | {\"\\u00e9\":1,\"z\":2,\"\":0}"
      })
  void sameValues(String one, String other) {
    assertThat(form(one)).isEqualTo(form(other)).isNotEqualTo(NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "9007199254740993 | 9007199254740992",
        "1.0 | 1.00",
        "1 | 1.0",
        "1e5 | 1E5",
        "-0 | 0",
        "1 | \"1\"",
        "null | \"null\"",
        "true | false",
        "[1,2] | [2,1]",
        "[1,[2]] | [[1],2]",
        "[12] | [1,2]",
        "[] | {}",
        "[[]] | []",
        "{\"a\":[]} | {\"a\":{}}",
        "{\"a\":\"b\"} | [\"a\",\"b\"]",
        "{\"a\":null} | {}",
        "{\"ab\":\"c\"} | {\"a\":\"bc\"}",
        "[\"a\",\"b\"] | [\"ab\"]",
        "\"\\ud800\" | \"?\"",
        "\"\\ud800\" | \"\\ud801\"",
        "\"\\ud800\" | \"\\ufffd\"",
        "\"\\u00e9\" | \"e\\u0301\"",
        "1e99999999999 | 1e99999999998"
      })
  void otherValues(String one, String other) {
    assertThat(form(one)).isNotEqualTo(form(other)).isNotEqualTo(NONE);
    assertThat(form(other)).isNotEqualTo(NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"a\"}",
        "{\"a\":1,}",
        "[1 2]",
        "{} {}",
        "{}x",
        "nul",
        "NaN",
        "01",
        "+1",
        "'a'",
        "{a:1}",
        "// c\n1",
        "\"\u0001\"",
        "{\"a\":1,\"a\":1}",
        "{\"a\":1,\"b\":2,\"\\u0061\":3}",
        "[{\"k\":{\"b\":1,\"a\":2,\"b\":3}}]",
        "{\"\\ud800\":1}"
      })
  void noOneMeaning(String text) {
    assertThat(form(text)).isEqualTo(NONE);
  }

  @Test
  void bytesThatAreNotUtf8HaveNoMeaning() {
    assertThat(form(new byte[] {'"', (byte) 0xff, '"'})).isEqualTo(NONE);
    assertThat(form(new byte[] {'"', (byte) 0xc0, (byte) 0x80, '"'})).isEqualTo(NONE);
    assertThat(form(new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'})).isEqualTo(NONE);
    assertThat(form("{}".getBytes(StandardCharsets.UTF_16LE))).isEqualTo(NONE);
  }

  @Test
  void aNumberOfManyDigitsIsItsText() {
    String digits = "7".repeat(100_000);

    assertThat(form(digits)).isNotEqualTo(NONE).isNotEqualTo(form(digits + "7"));
    assertThat(form("{\"b\":" + digits + ",\"a\":1}"))
        .isEqualTo(form("{\"a\":1,\"b\":" + digits + "}"));
  }

  @Test
  void nestingIsLookedAtToALimit() {
    int deep = JsonCanonical.MAX_DEPTH;

    assertThat(form("[".repeat(deep) + "]".repeat(deep))).isNotEqualTo(NONE);
    assertThat(form("[".repeat(deep + 1) + "]".repeat(deep + 1))).isEqualTo(NONE);
    assertThat(form("{\"a\":".repeat(100_000))).isEqualTo(NONE);
  }

  @Test
  void aLargeBodyOfUnorderedObjectsIsPutInOrder() {
    String forward =
        new Random(1)
            .ints(20_000)
            .mapToObj(i -> "\"" + i + "\":[" + i + "]")
            .distinct()
            .sorted()
            .collect(Collectors.joining(",", "{", "}"));
    List<String> members =
        Arrays.asList(forward.substring(1, forward.length() - 1).split(",(?=\")"));
    java.util.Collections.shuffle(members, new Random(2));

    assertThat(form("{" + String.join(",", members) + "}")).isEqualTo(form(forward));
  }

  // Any two values: same form exactly when they are the same value.

  sealed interface Value {
    record Atom(String text) implements Value {}

    record Text(String text) implements Value {}

    record Sequence(List<Value> items) implements Value {}

    record Members(Map<String, Value> items) implements Value {}
  }

  private static Value value(Random from, int depth) {
    return switch (from.nextInt(depth > 4 ? 2 : 4)) {
      case 0 ->
          new Value.Atom(
              List.of("null", "true", "0", "1", "1.0", "12", "-1e3").get(from.nextInt(7)));
      case 1 -> new Value.Text(text(from));
      case 2 ->
          new Value.Sequence(
              from.ints(from.nextInt(4)).mapToObj(i -> value(from, depth + 1)).toList());
      default -> {
        Map<String, Value> members = new TreeMap<>();
        for (int i = from.nextInt(4); i > 0; i--) {
          // Half a surrogate pair in a name is taken for no JSON: the body goes by its bytes then.
          members.put(text(from).replaceAll("[\\x{D800}-\\x{DFFF}]", ""), value(from, depth + 1));
        }
        yield new Value.Members(members);
      }
    };
  }

  private static String text(Random from) {
    String all = "ab\"\\\n\u00e9\uD83D\uDE00\uD800 {}[],:";
    return from.ints(from.nextInt(3), 0, all.length())
        .mapToObj(i -> all.substring(i, i + 1))
        .collect(Collectors.joining());
  }

  private static String write(Value value, Random how) {
    String blank = how.nextBoolean() ? "" : " \n";
    if (value instanceof Value.Text text) {
      return blank + quoted(text.text(), how) + blank;
    }
    if (value instanceof Value.Sequence list) {
      return list.items().stream()
          .map(item -> write(item, how))
          .collect(Collectors.joining(",", blank + "[", "]" + blank));
    }
    if (value instanceof Value.Members members) {
      List<Map.Entry<String, Value>> entries =
          new java.util.ArrayList<>(members.items().entrySet());
      java.util.Collections.shuffle(entries, how);
      return entries.stream()
          .map(e -> quoted(e.getKey(), how) + blank + ":" + write(e.getValue(), how))
          .collect(Collectors.joining(",", "{" + blank, blank + "}"));
    }
    return blank + ((Value.Atom) value).text() + blank;
  }

  private static String quoted(String text, Random how) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pairOf =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pairOf && how.nextBoolean()) {
        out.append(c).append(text.charAt(++i));
      } else if (c < ' '
          || c == '"'
          || c == '\\'
          || Character.isSurrogate(c)
          || how.nextInt(4) == 0) {
        out.append(String.format(how.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }

  @Property(tries = 2000)
  void howAValueIsWrittenDoesNotMatter(@ForAll Random how) {
    Value value = value(how, 0);

    assertThat(form(write(value, how))).isEqualTo(form(write(value, how))).isNotEqualTo(NONE);
  }

  @Property(tries = 5000)
  void valuesDifferAsTheirFormsDo(@ForAll Random how) {
    Value one = value(how, how.nextInt(5));
    Value other = value(how, how.nextInt(5));
    assertThat(form(write(one, how)).equals(form(write(other, how)))).isEqualTo(one.equals(other));
  }

  @Property(tries = 2000)
  void anyBytesAreLookedAtInPeace(@ForAll byte[] bytes) {
    assertThat(form(bytes)).isNotNull();
  }

  @Property(tries = 2000)
  void damagedJsonIsLookedAtInPeace(@ForAll Random how) {
    Value value = value(how, 0);
    byte[] bytes = write(value, how).getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 3 && bytes.length > 0; i++) {
      bytes[how.nextInt(bytes.length)] = (byte) "{}[]\",:\\u0-e".charAt(how.nextInt(12));
    }

    assertThat(form(bytes)).isNotNull();
  }
}
