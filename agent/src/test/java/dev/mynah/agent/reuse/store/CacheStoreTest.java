package dev.mynah.agent.reuse.store;

import static dev.mynah.agent.reuse.store.StoreKit.facts;
import static dev.mynah.agent.reuse.store.StoreKit.key;
import static dev.mynah.agent.reuse.store.StoreKit.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.http.Fields;
import dev.mynah.agent.reuse.store.CacheStats.Cause;
import dev.mynah.agent.reuse.store.body.SharedBody;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the store keeps, and what becomes of it. */
class CacheStoreTest {
  private static final int KIB = 1024;
  private static final int MIB = KIB * KIB;

  private final StoreKit kit = new StoreKit(4 * MIB);
  private final CacheStore store = kit.store;

  @AfterEach
  void everythingIsGivenBack() {
    kit.close();
  }

  private static String plain(List<String> vary) {
    return "r";
  }

  private StoredAnswer put(CacheKey key, AnswerFacts facts, String body) {
    StoredAnswer answer = kit.answer(facts, body);
    assertThat(answer).isNotNull();
    assertThat(store.put(key, answer, store.moment())).isTrue();
    answer.release();
    return answer;
  }

  @Test
  void findsWhatWasPutUnderAnEqualKey() {
    put(key("/a"), facts("r", List.of(), "r"), "hello");

    Resource found = store.find(key("/a"));

    assertThat(found).isNotNull();
    StoredAnswer answer = found.select(CacheStoreTest::plain);
    assertThat(answer).isNotNull();
    assertThat(text(answer)).isEqualTo("hello");
    assertThat(store.find(key("/b"))).isNull();
    assertThat(store.find(CacheKey.of("backend", "host", "/a"))).isNull();
    assertThat(found.select(vary -> "another route")).isNull();
  }

  @Test
  void anAnswerTakesThePlaceOfTheOneThatIsSelectedAlike() {
    StoredAnswer first = put(key("/a"), facts("r", List.of(), "r"), "1");
    put(key("/a"), facts("r", List.of(), "r"), "2");

    assertThat(first.tryRetain()).as("its memory is given back").isFalse();
    Resource found = store.find(key("/a"));
    assertThat(found.variants()).hasSize(1);
    assertThat(text(found.variants().get(0))).isEqualTo("2");
    assertThat(store.stats().gone().get(Cause.REPLACED)).isOne();
  }

  @Test
  void variantsAreChosenByTheFieldsThatSelectedThemTheLatestFirst() {
    put(key("/a"), facts("r", List.of("accept"), "r|json"), "json");
    put(key("/a"), facts("r", List.of("accept"), "r|xml"), "xml");
    put(key("/a"), facts("r", List.of("accept", "cookie"), "r|json|c"), "json for c");
    List<List<String>> asked = new ArrayList<>();

    StoredAnswer xml =
        store
            .find(key("/a"))
            .select(
                vary -> {
                  asked.add(vary);
                  return vary.size() == 1 ? "r|xml" : "r|xml|c";
                });
    StoredAnswer json =
        store.find(key("/a")).select(vary -> vary.size() == 1 ? "r|json" : "r|json|c");

    assertThat(text(xml)).isEqualTo("xml");
    assertThat(text(json)).as("both match: the latest").isEqualTo("json for c");
    assertThat(asked)
        .as("worked out once per set of names")
        .containsExactly(List.of("accept", "cookie"), List.of("accept"));
  }

  @Test
  void ofTooManyVariantsTheOneNotUsedTheLongestGoes() {
    StoredAnswer oldest = put(key("/a"), facts("r", List.of("x"), "0"), "0");
    StoredAnswer second = put(key("/a"), facts("r", List.of("x"), "1"), "1");
    oldest.used(5000);
    for (int i = 2; i <= Resource.MOST_VARIANTS; i++) {
      put(key("/a"), facts("r", List.of("x"), "" + i), "" + i).used(6000);
    }

    Resource found = store.find(key("/a"));
    assertThat(found.variants()).hasSize(Resource.MOST_VARIANTS).contains(oldest);
    assertThat(found.variants()).doesNotContain(second);
    assertThat(store.stats().gone().get(Cause.VARIANTS)).isOne();
  }

  @Test
  void aFreshenedAnswerSharesTheBodyOfTheOldOne() {
    StoredAnswer old = put(key("/a"), facts("r", List.of(), "r"), "body");
    old.keepEncoded(new EncodedHead(1, this, new byte[0]));
    long before = kit.allocator.metric().usedDirectMemory();
    AnswerFacts newer = old.facts().freshened(new Fields().add("ETag", "\"2\""), 2000, 2001);

    StoredAnswer fresh = old.freshened(newer);
    assertThat(fresh).isNotNull();
    assertThat(store.replace(key("/a"), old, fresh, store.moment())).isTrue();
    fresh.release();

    StoredAnswer found = store.find(key("/a")).select(CacheStoreTest::plain);
    assertThat(found).isSameAs(fresh);
    assertThat(found.facts().fields().get("ETag")).isEqualTo("\"2\"");
    assertThat(found.facts().responseMillis()).isEqualTo(2001);
    assertThat(found.encoded()).isNull();
    assertThat(text(found)).isEqualTo("body");
    assertThat(kit.allocator.metric().usedDirectMemory()).isEqualTo(before);
  }

  @Test
  void nothingIsFreshenedThatIsNotThereAnyMore() {
    StoredAnswer old = put(key("/a"), facts("r", List.of(), "r"), "1");
    assertThat(old.tryRetain()).isTrue();
    put(key("/a"), facts("r", List.of(), "r"), "2");
    StoredAnswer fresh = old.freshened(old.facts());

    assertThat(store.replace(key("/a"), old, fresh, store.moment())).isFalse();
    assertThat(store.replace(key("/never"), old, fresh, store.moment())).isFalse();

    fresh.release();
    old.release();
    assertThat(old.freshened(old.facts())).isNull();
    assertThat(text(store.find(key("/a")).select(CacheStoreTest::plain))).isEqualTo("2");
  }

  @Test
  void anAnswerThatIsBeingSentOutlivesItsPurge() {
    StoredAnswer answer = put(key("/a"), facts("r", List.of(), "r"), "still here");
    assertThat(answer.tryRetain()).isTrue();

    assertThat(store.purge(new Purge.Key(key("/a")))).isOne();

    assertThat(text(answer)).isEqualTo("still here");
    assertThat(store.stats().storedBytes()).isZero();
    assertThat(store.stats().usedBytes()).as("it still counts").isPositive();
    answer.release();
    assertThat(store.stats().usedBytes()).isZero();
  }

  @Test
  void aPassedResourceStaysSoUntilItsTimeIsOverOrAnAnswerIsStored() {
    store.passUntil(key("/p"), 5000);

    assertThat(store.find(key("/p")).isPassed(4999)).isTrue();
    assertThat(store.find(key("/p")).isPassed(5000)).isFalse();
    assertThat(store.find(key("/p")).select(CacheStoreTest::plain)).isNull();
    put(key("/p"), facts("r", List.of(), "r"), "shareable after all");
    assertThat(store.find(key("/p")).isPassed(4999)).isFalse();
  }

  @Test
  void onlyWholeBodiesAreStored() {
    SharedBody growing = store.newBody(-1, MIB, Runnable::run, SharedBody.Writer.NONE);
    StoredAnswer answer = new StoredAnswer(facts("r", List.of(), "r"), growing);

    assertThat(store.put(key("/a"), answer, store.moment())).isFalse();

    growing.complete();
    assertThat(store.put(key("/a"), answer, store.moment())).isTrue();
    answer.release();
  }

  @Test
  void bodiesOnTheirWayInTakeTheRoomOfTheColdest() {
    for (int i = 0; i < 38; i++) {
      put(key("/" + i), facts("r", List.of(), "r"), "x".repeat(100 * KIB));
    }
    long storedBefore = store.stats().answers();

    SharedBody incoming = store.newBody(MIB, 8 * MIB, Runnable::run, SharedBody.Writer.NONE);

    assertThat(incoming.isKept()).isTrue();
    assertThat(store.stats().usedBytes()).isLessThanOrEqualTo(4 * MIB);
    assertThat(store.stats().gone().get(Cause.ROOM)).isBetween(7L, 12L);
    assertThat(store.stats().answers()).isLessThan(storedBefore);
    incoming.complete();
    incoming.release();
  }

  @Test
  void halfOfTheSpaceIsTheMostThatMayBeOnItsWayIn() {
    put(key("/a"), facts("r", List.of(), "r"), "stays");
    SharedBody one =
        store.newBody(2 * MIB - 64 * KIB, 8 * MIB, Runnable::run, SharedBody.Writer.NONE);
    SharedBody other =
        store.newBody(2 * MIB - 64 * KIB, 8 * MIB, Runnable::run, SharedBody.Writer.NONE);
    SharedBody third = store.newBody(MIB, 8 * MIB, Runnable::run, SharedBody.Writer.NONE);

    assertThat(one.isKept()).isTrue();
    assertThat(other.isKept()).as("there was room without giving anything up").isTrue();
    assertThat(third.isKept()).isFalse();
    assertThat(kit.has("/a")).isTrue();
    for (SharedBody each : List.of(one, other, third)) {
      each.complete();
      each.release();
    }
  }

  @Test
  void whatIsAskedForAgainAndAgainOutlivesAFloodOfOthers() {
    put(key("/hot"), facts("r", List.of(), "r"), "hot");
    for (int i = 0; i < 20_000; i++) {
      kit.put(key("/cold/" + i), facts("r", List.of(), "r"), new byte[1000]);
      if (i % 50 == 0) {
        assertThat(kit.has("/hot")).as("after " + i).isTrue();
      }
    }
    assertThat(store.stats().gone().get(Cause.SIZE)).isGreaterThan(10_000);
  }

  @Test
  void withoutCapacityNothingIsStored() {
    StoreKit none = new StoreKit(0);

    assertThat(none.put("/a", "r")).isFalse();
    none.store.passUntil(key("/a"), Long.MAX_VALUE);

    assertThat(none.store.find(key("/a"))).isNull();
    none.close();
  }

  @Test
  void aClosedStoreStoresNothing() {
    StoreKit closed = new StoreKit(MIB);
    StoredAnswer answer = closed.answer(facts("r", List.of(), "r"), "x");
    closed.store.close();

    assertThat(closed.store.put(key("/a"), answer, closed.store.moment())).isFalse();
    closed.store.passUntil(key("/a"), Long.MAX_VALUE);
    assertThat(closed.put("/a", "r")).isFalse();

    answer.release();
    closed.close();
  }
}
