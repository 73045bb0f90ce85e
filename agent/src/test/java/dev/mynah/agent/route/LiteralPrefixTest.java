package dev.mynah.agent.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiteralPrefixTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "/users/\\d+ /users/",
        "^/users/.* /users/",
        "/users /users",
        "/users? /user",
        "/ab* /a",
        "/ab+ /a",
        "/ab{0,1} /a",
        "/a\\.b\\-c[x] /a.b-c",
        "/a\\/b. /a/b",
        "/a\\d /a",
        "/a\\.? /a",
        "/a|/b ''",
        "/a(b|c) ''",
        "(?i)/a ''",
        "/\\Qa.b\\E ''",
        "[/] ''",
        "/a$ /a"
      })
  void whatAllMatchesBeginWith(String regex, String prefix) {
    assertThat(LiteralPrefix.of(Pattern.compile(regex))).isEqualTo(prefix);
  }

  @Test
  void flagsThatChangeWhatALetterMeansLeaveNoPrefix() {
    assertThat(LiteralPrefix.of(Pattern.compile("/a", Pattern.CASE_INSENSITIVE))).isEmpty();
    assertThat(LiteralPrefix.of(Pattern.compile("/a b", Pattern.COMMENTS))).isEmpty();
    assertThat(LiteralPrefix.of(Pattern.compile("/a.*", Pattern.LITERAL))).isEqualTo("/a.*");
    assertThat(LiteralPrefix.of(Pattern.compile("/a.*", Pattern.DOTALL))).isEqualTo("/a");
  }

  @Property(tries = 2_000)
  void whateverMatchesBeginsWithThePrefix(
      @ForAll @StringLength(max = 6) @CharRange(from = '(', to = '?') String tail,
      @ForAll @StringLength(max = 6) @CharRange(from = '(', to = '?') String text) {
    Pattern pattern;
    try {
      pattern = Pattern.compile("1" + tail);
    } catch (java.util.regex.PatternSyntaxException notOne) {
      return;
    }
    if (pattern.matcher("1" + text).matches()) {
      assertThat("1" + text).startsWith(LiteralPrefix.of(pattern));
    }
  }
}
