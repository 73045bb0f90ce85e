package dev.mynah.agent.reuse.store;

import dev.mynah.agent.reuse.store.CacheStats.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * One atomic change of an entry of the index, and what follows from it. The step runs while the
 * entry is locked and calls nothing but the index of tags; the rest is for the thread that made the
 * change, afterwards.
 */
final class Change implements BiFunction<CacheKey, @Nullable Resource, @Nullable Resource> {
  private final TagIndex tags;
  private final Step step;
  private final boolean begins;
  private final List<Drop> dropped = new ArrayList<>(1);
  private @Nullable Resource before;
  private @Nullable Resource after;

  /**
   * @param begins whether an entry is begun where there is none
   */
  Change(TagIndex tags, boolean begins, Step step) {
    this.tags = tags;
    this.begins = begins;
    this.step = step;
  }

  @Override
  public @Nullable Resource apply(CacheKey key, @Nullable Resource old) {
    dropped.clear();
    before = old;
    after = old;
    if (old == null && !begins) {
      return null;
    }
    Resource next = step.from(old == null ? Resource.empty(key) : old, this::drop);
    after = next.isOfUse() ? next : null;
    Set<String> had = old == null ? Set.of() : old.tags();
    tags.change(key, had, after == null ? Set.of() : after.tags());
    return after;
  }

  private void drop(StoredAnswer answer, Cause cause) {
    dropped.add(new Drop(answer, cause));
  }

  boolean changed() {
    return before != after;
  }

  /** How much more the entry takes besides its bodies. */
  long heapGrowth() {
    return (after == null ? 0 : after.heapBytes()) - (before == null ? 0 : before.heapBytes());
  }

  long weightGrowth() {
    return (after == null ? 0 : after.weight()) - (before == null ? 0 : before.weight());
  }

  int answerGrowth() {
    return (after == null ? 0 : after.variants().size())
        - (before == null ? 0 : before.variants().size());
  }

  /** Gives up the index's references to what is not in the entry any more; returns how many. */
  int releaseDropped(GoneCounters gone) {
    for (Drop each : dropped) {
      gone.count(each.cause);
      each.answer.release();
    }
    return dropped.size();
  }

  private record Drop(StoredAnswer answer, Cause cause) {}

  /** Makes the next state of an entry. */
  interface Step {
    Resource from(Resource old, Dropped dropped);
  }

  /** Hears what is not in the next state any more. */
  interface Dropped {
    void add(StoredAnswer answer, Cause cause);
  }
}
