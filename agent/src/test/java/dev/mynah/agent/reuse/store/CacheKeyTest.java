package dev.mynah.agent.reuse.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** Keys are equal when upstream, authority and target are, and never otherwise. */
class CacheKeyTest {
  @Property
  void keysAreEqualWhenAllPartsAre(
      @ForAll @AlphaChars @StringLength(max = 3) String upstream,
      @ForAll @AlphaChars @StringLength(max = 3) String authority,
      @ForAll @Chars({'/', 'a', '?'}) @StringLength(max = 20) String target,
      @ForAll @AlphaChars @StringLength(max = 3) String otherUpstream,
      @ForAll @Chars({'/', 'a', '?'}) @StringLength(max = 20) String otherTarget) {
    CacheKey key = CacheKey.of(upstream, authority, target);
    byte[] text = ("xx" + target + "y").getBytes(StandardCharsets.ISO_8859_1);
    CacheKey same = CacheKey.scope(upstream, authority).key(text, 2, text.length - 1);
    CacheKey other = CacheKey.of(otherUpstream, authority, otherTarget);
    boolean alike = upstream.equals(otherUpstream) && target.equals(otherTarget);

    assertThat(same).isEqualTo(key).hasSameHashCodeAs(key);
    assertThat(same.shared("v")).isEqualTo(key.shared("v"));
    assertThat(key.equals(other)).isEqualTo(alike);
    assertThat(key.upstream()).isEqualTo(upstream);
    assertThat(key.authority()).isEqualTo(authority);
    assertThat(key.target()).isEqualTo(target);
  }

  @Test
  void nothingMovesFromOnePartToAnother() {
    List<CacheKey> keys =
        List.of(
            CacheKey.of("ab", "", "c"),
            CacheKey.of("a", "b", "c"),
            CacheKey.of("a", "", "bc"),
            CacheKey.of("", "ab", "c"),
            CacheKey.of("", "", "abc"));

    assertThat(keys).doesNotHaveDuplicates();
    Set<String> shared = new HashSet<>();
    for (CacheKey key : keys) {
      shared.add(new String(key.shared(""), StandardCharsets.ISO_8859_1));
    }
    shared.add(new String(CacheKey.of("", "", "ab").shared("c"), StandardCharsets.ISO_8859_1));
    assertThat(shared).hasSize(keys.size() + 1);
  }

  @Test
  void hashesOfSimilarKeysSpread() {
    Set<Long> whole = new HashSet<>();
    int[] low = new int[64];
    for (int i = 0; i < 64_000; i++) {
      long hash = CacheKey.of("backend", "", "/items/" + i).hash();
      whole.add(hash);
      low[(int) hash & 63]++;
    }

    assertThat(whole).hasSize(64_000);
    for (int count : low) {
      assertThat(count).isBetween(800, 1200);
    }
  }
}
