package dev.mynah.agent.reuse.store;

import dev.mynah.agent.reuse.store.CacheStats.Cause;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is kept under one primary key: its variants, the latest first, and whether its answers are
 * known not to be shareable. Immutable; a change makes another one.
 */
public final class Resource {
  /** The most variants of one resource; then the one that was not used the longest goes. */
  public static final int MOST_VARIANTS = 64;

  /** What a key and its place in the index take of the heap, besides the key's own text. */
  static final long OBJECTS_BYTES = 320;

  private final List<StoredAnswer> variants;
  private final long passUntilMillis;
  private final int keyBytes;
  private final long weight;

  private Resource(List<StoredAnswer> variants, long passUntilMillis, int keyBytes) {
    this.variants = variants;
    this.passUntilMillis = passUntilMillis;
    this.keyBytes = keyBytes;
    long bytes = OBJECTS_BYTES + keyBytes;
    for (StoredAnswer answer : variants) {
      bytes += answer.weight();
    }
    this.weight = bytes;
  }

  static Resource empty(CacheKey key) {
    return new Resource(List.of(), 0, key.length());
  }

  /** Whether requests for it go their own ways without waiting for each other. */
  public boolean isPassed(long wallMillis) {
    return wallMillis < passUntilMillis;
  }

  /** All variants, the latest first. */
  public List<StoredAnswer> variants() {
    return variants;
  }

  /**
   * The variant for a request: of those whose selecting fields match, the one that came last (RFC
   * 9111 section 4.1). It is not retained.
   *
   * @param secondaryKey works out the request's key for the names of some fields; called once per
   *     different set of names, of which there is one as a rule
   */
  public @Nullable StoredAnswer select(Function<List<String>, String> secondaryKey) {
    List<String> names = null;
    String wanted = "";
    for (int i = 0; i < variants.size(); i++) {
      AnswerFacts facts = variants.get(i).facts();
      if (!facts.vary().equals(names)) {
        names = facts.vary();
        wanted = secondaryKey.apply(names);
      }
      if (facts.secondaryKey().equals(wanted)) {
        return variants.get(i);
      }
    }
    return null;
  }

  long weight() {
    return weight;
  }

  /** What it takes besides its bodies. */
  long heapBytes() {
    long bytes = OBJECTS_BYTES + keyBytes;
    for (StoredAnswer answer : variants) {
      bytes += answer.heapBytes();
    }
    return bytes;
  }

  /** Whether it says anything. */
  boolean isOfUse() {
    return !variants.isEmpty() || passUntilMillis > 0;
  }

  Set<String> tags() {
    Set<String> all = Set.of();
    for (StoredAnswer answer : variants) {
      if (!answer.facts().tags().isEmpty()) {
        all = all.isEmpty() ? new LinkedHashSet<>() : all;
        all.addAll(answer.facts().tags());
      }
    }
    return all;
  }

  Resource passedUntil(long wallMillis) {
    return new Resource(variants, wallMillis, keyBytes);
  }

  /**
   * With a further variant, which takes the place of the one it equals in what selects it.
   *
   * @param dropped gets what is not in it any more
   */
  Resource with(StoredAnswer answer, Change.Dropped dropped) {
    List<StoredAnswer> next = new ArrayList<>(variants.size() + 1);
    next.add(answer);
    for (StoredAnswer old : variants) {
      if (isSelectedAlike(old, answer)) {
        dropped.add(old, Cause.REPLACED);
      } else {
        next.add(old);
      }
    }
    if (next.size() > MOST_VARIANTS) {
      dropped.add(next.remove(leastUsed(next)), Cause.VARIANTS);
    }
    return new Resource(List.copyOf(next), 0, keyBytes);
  }

  private static boolean isSelectedAlike(StoredAnswer one, StoredAnswer other) {
    return one.facts().secondaryKey().equals(other.facts().secondaryKey())
        && one.facts().vary().equals(other.facts().vary());
  }

  /** Never the one that has just come. */
  private static int leastUsed(List<StoredAnswer> answers) {
    int least = answers.size() - 1;
    for (int i = least; i > 0; i--) {
      if (answers.get(i).lastUsedMillis() < answers.get(least).lastUsedMillis()) {
        least = i;
      }
    }
    return least;
  }

  /** With another answer in the place of one, or itself when that one is not there any more. */
  Resource with(StoredAnswer old, StoredAnswer instead, Change.Dropped dropped) {
    int at = variants.indexOf(old);
    if (at < 0) {
      return this;
    }
    dropped.add(old, Cause.FRESHENED);
    List<StoredAnswer> next = new ArrayList<>(variants);
    next.remove(at);
    next.add(0, instead);
    return new Resource(List.copyOf(next), passUntilMillis, keyBytes);
  }

  /** Without some answers; being passed is forgotten with them. */
  Resource without(List<StoredAnswer> meant, Change.Dropped dropped) {
    if (meant.isEmpty() && !variants.isEmpty()) {
      return this;
    }
    List<StoredAnswer> next = new ArrayList<>(variants);
    for (StoredAnswer answer : meant) {
      if (next.remove(answer)) {
        dropped.add(answer, Cause.PURGED);
      }
    }
    return new Resource(List.copyOf(next), 0, keyBytes);
  }
}
