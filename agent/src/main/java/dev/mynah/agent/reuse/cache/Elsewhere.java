package dev.mynah.agent.reuse.cache;

import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.http.ResponseHead;
import dev.mynah.agent.reuse.rules.Storing;
import dev.mynah.agent.reuse.rules.Storing.Storable;
import dev.mynah.agent.reuse.rules.Use;
import dev.mynah.agent.reuse.rules.control.RequestDirectives;
import dev.mynah.agent.reuse.store.AnswerFacts;
import dev.mynah.agent.reuse.store.CacheKey;
import dev.mynah.agent.reuse.store.CacheStore;
import dev.mynah.agent.reuse.store.SharedTier;
import dev.mynah.agent.reuse.store.StoredAnswer;
import dev.mynah.agent.reuse.store.codec.AnswerCodec;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers that replicas keep for each other. A variant stands under the values of the fields that
 * it depends on; where the origin names more fields than the route's configuration does, a pointer
 * with their names stands where one looks first. One event loop.
 */
final class Elsewhere {
  private static final byte[] POINTER = {'M', 'V', 1};
  private static final int MOST_NAMES = 64;

  /** How far the clocks of replicas may be apart before an answer is not believed. */
  private static final long MOST_AHEAD_MILLIS = 10_000;

  private final SharedTier tier;
  private final CacheStore store;
  private final Executor loop;

  Elsewhere(SharedTier tier, CacheStore store, Executor loop) {
    this.tier = tier;
    this.store = store;
    this.loop = loop;
  }

  boolean isNowhere() {
    return tier.maxValueBytes() == 0;
  }

  /**
   * What is looked for, or kept.
   *
   * @param request as the upstream would be asked
   * @param secondaryKey the request's key for the names of some fields
   */
  record Wanted(
      CachePlan plan,
      CacheKey key,
      RequestHead request,
      Function<List<String>, String> secondaryKey) {
    /** The upstream's address is part of it: replicas may have different ones under a name. */
    String variant(List<String> names) {
      return plan.target().scheme()
          + "://"
          + plan.target().authority()
          + '\n'
          + secondaryKey.apply(names);
    }
  }

  /**
   * Looks an answer up.
   *
   * @param then told an answer with a reference of its own that is fresh for the request, or null;
   *     perhaps before this returns
   */
  void find(Wanted wanted, long nowMillis, Consumer<@Nullable StoredAnswer> then) {
    List<String> usual = wanted.plan().keyHeaders();
    tier.get(
        wanted.key(),
        wanted.variant(usual),
        loop,
        first -> {
          List<String> names = first == null ? null : pointed(first);
          if (names == null) {
            then.accept(answer(wanted, usual, first, nowMillis));
            return;
          }
          tier.get(
              wanted.key(),
              wanted.variant(names),
              loop,
              second -> then.accept(answer(wanted, names, second, nowMillis)));
        });
  }

  private @Nullable StoredAnswer answer(
      Wanted wanted, List<String> names, byte @Nullable [] value, long nowMillis) {
    if (value == null) {
      return null;
    }
    StoredAnswer answer = AnswerCodec.decode(value, store);
    if (answer == null) {
      tier.unreadable();
      return null;
    }
    if (!isFor(wanted, names, answer.facts(), nowMillis)) {
      tier.unreadable();
      answer.release();
      return null;
    }
    RequestDirectives asked = RequestDirectives.of(wanted.request().fields());
    if (Reckoned.of(answer, wanted.plan()).freshness().use(asked, nowMillis) != Use.FRESH) {
      answer.release();
      return null;
    }
    return answer;
  }

  /** Whether it is what was looked for, and this replica would have stored it as well. */
  private static boolean isFor(
      Wanted wanted, List<String> names, AnswerFacts facts, long nowMillis) {
    CachePlan plan = wanted.plan();
    if (!facts.vary().equals(names)
        || !facts.secondaryKey().equals(wanted.secondaryKey().apply(names))
        || !facts.routeId().equals(plan.target().routeId())
        || facts.responseMillis() > nowMillis + MOST_AHEAD_MILLIS
        || facts.requestMillis() > facts.responseMillis()) {
      return false;
    }
    ResponseHead head = new ResponseHead(facts.status(), facts.reason(), facts.fields().copy());
    return Storing.judge(
            wanted.request(), head, plan.policy(), facts.requestMillis(), facts.responseMillis())
        instanceof Storable;
  }

  private static @Nullable List<String> pointed(byte[] value) {
    int start = POINTER.length;
    if (value.length <= start || !Arrays.equals(value, 0, start, POINTER, 0, start)) {
      return null;
    }
    String text = new String(value, start, value.length - start, StandardCharsets.ISO_8859_1);
    List<String> names = List.of(text.split(",", MOST_NAMES + 1));
    try {
      names.forEach(FieldName::of);
    } catch (IllegalArgumentException noName) {
      return null;
    }
    return names.size() > MOST_NAMES ? null : names;
  }

  /** Keeps an answer for replicas, as long as they could serve it. */
  void keep(Wanted wanted, StoredAnswer answer, long nowMillis) {
    long leftMillis = Reckoned.of(answer, wanted.plan()).freshness().reachMillis(nowMillis);
    byte[] encoded = leftMillis <= 0 ? null : AnswerCodec.encode(answer, tier.maxValueBytes());
    if (encoded == null) {
      return;
    }
    List<String> names = answer.facts().vary();
    List<String> usual = wanted.plan().keyHeaders();
    long ago = Math.max(0, nowMillis - answer.facts().requestMillis());
    tier.put(wanted.key(), wanted.variant(names), encoded, leftMillis, ago);
    if (!names.equals(usual)) {
      byte[] text = String.join(",", names).getBytes(StandardCharsets.ISO_8859_1);
      byte[] pointer = Arrays.copyOf(POINTER, POINTER.length + text.length);
      System.arraycopy(text, 0, pointer, POINTER.length, text.length);
      tier.put(wanted.key(), wanted.variant(usual), pointer, leftMillis, ago);
    }
  }
}
