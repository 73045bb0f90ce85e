package dev.mynah.agent.reuse.store;

import static dev.mynah.agent.reuse.store.StoreKit.facts;
import static dev.mynah.agent.reuse.store.StoreKit.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Taking answers out. */
class PurgeTest {
  private final StoreKit kit = new StoreKit(4 << 20);
  private final CacheStore store = kit.store;

  @AfterEach
  void everythingIsGivenBack() {
    kit.close();
  }

  private void fill() {
    kit.put("/shop/1", "shop", "shop", "item-1");
    kit.put("/shop/2", "shop", "shop", "item-2");
    kit.put("/blog/1", "blog", "blog");
    kit.put("/blog/1", "blog-mobile", "blog");
    kit.put(CacheKey.of("other", "", "/shop/1"), facts("other", List.of(), "o"), new byte[10]);
  }

  @Test
  void byKeyTakesAllVariantsOfOneResource() {
    fill();

    assertThat(store.purge(new Purge.Key(key("/blog/1")))).isEqualTo(2);

    assertThat(kit.has("/blog/1")).isFalse();
    assertThat(store.stats().answers()).isEqualTo(3);
    assertThat(store.purge(new Purge.Key(key("/blog/1")))).isZero();
  }

  @Test
  void byTagTakesThoseThatCarriedItAndForgetsTheTag() {
    fill();

    assertThat(store.purge(new Purge.Tag("item-1"))).isOne();
    assertThat(store.purge(new Purge.Tag("shop"))).isOne();
    assertThat(store.purge(new Purge.Tag("unknown"))).isZero();

    assertThat(kit.has("/shop/2")).isFalse();
    assertThat(kit.has("/blog/1")).isTrue();
    assertThat(store.knownTags()).isOne();
  }

  @Test
  void byTagLeavesTheVariantsWithoutIt() {
    kit.put(key("/a"), facts("r", List.of("x"), "1", "red"), new byte[1]);
    kit.put(key("/a"), facts("r", List.of("x"), "2", "blue"), new byte[1]);

    assertThat(store.purge(new Purge.Tag("red"))).isOne();

    assertThat(store.find(key("/a")).variants()).hasSize(1);
    assertThat(store.purge(new Purge.Tag("blue"))).isOne();
  }

  @Test
  void byPrefixRouteUpstreamTargetOrAll() {
    fill();
    assertThat(store.purge(new Purge.Prefix("backend", "/shop/"))).isEqualTo(2);
    fill();
    assertThat(store.purge(new Purge.Prefix("", "/shop/"))).isEqualTo(3);
    fill();
    assertThat(store.purge(new Purge.Target("/shop/1"))).isEqualTo(2);
    fill();
    assertThat(store.purge(new Purge.Route("blog-mobile"))).isOne();
    fill();
    assertThat(store.purge(new Purge.Upstream("other"))).isOne();
    fill();
    assertThat(store.purge(new Purge.All())).isEqualTo(5);
    assertThat(store.stats().resources()).isZero();
  }

  @Test
  void aReplacedAnswersTagsAreForgotten() {
    kit.put("/a", "r", "old", "both");
    kit.put("/a", "r", "both", "new");

    assertThat(store.purge(new Purge.Tag("old"))).isZero();
    assertThat(store.knownTags()).isEqualTo(2);
    assertThat(store.purge(new Purge.Tag("both"))).isOne();
  }

  @Test
  void evictionForgetsTags() {
    for (int i = 0; i < 20_000; i++) {
      kit.put("/" + i, "r", "tag-" + i);
    }

    CacheStats stats = store.stats();
    assertThat(stats.answers()).isLessThan(10_000);
    assertThat((long) store.knownTags()).isEqualTo(stats.answers());
  }

  @Test
  void markedAnswersStayAndSayThatTheyAreStale() {
    fill();

    assertThat(store.markStale(new Purge.Tag("shop"))).isEqualTo(2);

    StoredAnswer marked = store.find(key("/shop/1")).variants().get(0);
    assertThat(marked.isMarkedStale()).isTrue();
    assertThat(store.find(key("/blog/1")).variants()).noneMatch(StoredAnswer::isMarkedStale);
    StoredAnswer fresh = marked.freshened(marked.facts());
    assertThat(store.replace(key("/shop/1"), marked, fresh, store.moment())).isTrue();
    fresh.release();
    assertThat(store.find(key("/shop/1")).variants().get(0).isMarkedStale()).isFalse();
  }

  @Test
  void anAnswerAskedForBeforeAPurgeIsNotStoredAfterIt() {
    List<Purge> purges =
        List.of(
            new Purge.Key(key("/a")),
            new Purge.Tag("t"),
            new Purge.Prefix("backend", "/"),
            new Purge.Target("/a"),
            new Purge.Route("r"),
            new Purge.Upstream("backend"),
            new Purge.All());
    for (Purge purge : purges) {
      long since = store.moment();
      store.purge(purge);
      AnswerFacts facts = facts("r", List.of(), "r", "t");

      assertThat(kit.put(key("/a"), facts, new byte[1], since)).as(purge.toString()).isFalse();
      assertThat(kit.has("/a")).isFalse();
      assertThat(kit.put(key("/a"), facts, new byte[1], store.moment())).isTrue();
      store.purge(new Purge.All());
    }
  }

  @Test
  void aPurgeOfOthersDoesNotKeepAnAnswerOut() {
    long since = store.moment();
    store.purge(new Purge.Tag("another"));
    store.purge(new Purge.Prefix("backend", "/b"));
    store.purge(new Purge.Upstream("other"));

    assertThat(kit.put(key("/a"), facts("r", List.of(), "r", "t"), new byte[1], since)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 65, 1000})
  void morePurgesThanAreKnownOneByOneCountAsMeaningEverything(int purges) {
    long since = store.moment();
    IntStream.range(0, purges).forEach(i -> store.purge(new Purge.Tag("another-" + i)));

    boolean stored = kit.put(key("/a"), facts("r", List.of(), "r"), new byte[1], since);

    assertThat(stored).isEqualTo(purges <= 64);
  }
}
