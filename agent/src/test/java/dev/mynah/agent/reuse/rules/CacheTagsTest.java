package dev.mynah.agent.reuse.rules;

import static dev.mynah.agent.reuse.rules.Messages.fields;
import static dev.mynah.agent.reuse.rules.Messages.raw;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CacheTagsTest {
  @Test
  void readsAllThreeFieldsOverAllTheirLines() {
    CacheTags tags =
        CacheTags.of(
            fields(
                "Surrogate-Key: a  b\tc",
                "surrogate-key: a d",
                "Cache-Tag: e f , g,,a",
                "xkey: h i",
                "X: no"));

    assertThat(tags.names()).containsExactly("a", "b", "c", "d", "e f", "g", "h", "i");
    assertThat(tags.complete()).isTrue();
    assertThat(CacheTags.of(fields("X: y"))).isSameAs(CacheTags.NONE);
  }

  @Test
  void limitsAreKeptAndTold() {
    String many = IntStream.range(0, 300).mapToObj(i -> "t" + i).collect(Collectors.joining(" "));
    String repeated = many.substring(0, many.indexOf(" t256")) + " t0 t1";

    assertThat(CacheTags.of(fields("xkey: " + many)).names()).hasSize(256);
    assertThat(CacheTags.of(fields("xkey: " + many)).complete()).isFalse();
    assertThat(CacheTags.of(fields("xkey: " + repeated)).complete()).isTrue();
    CacheTags tooLong = CacheTags.of(fields("xkey: a " + "x".repeat(1_025)));
    assertThat(tooLong.names()).containsExactly("a");
    assertThat(tooLong.complete()).isFalse();
    assertThat(CacheTags.of(fields("xkey: " + "x".repeat(1_024))).complete()).isTrue();
    assertThat(CacheTags.of(fields("xkey: " + "x".repeat(1_025))).complete()).isFalse();
  }

  @Property
  void noBytesMakeItThrow(@ForAll @Size(max = 60) byte[] bytes) {
    for (String name : new String[] {"Surrogate-Key", "Cache-Tag", "xkey"}) {
      assertThat(CacheTags.of(raw(name, bytes)).names()).doesNotContain("");
    }
  }
}
