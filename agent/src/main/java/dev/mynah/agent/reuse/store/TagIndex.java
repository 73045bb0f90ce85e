package dev.mynah.agent.reuse.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Which keys hold answers with a tag. It holds nothing that the store does not: it changes together
 * with the entry of each key, and is as bounded as they are. Thread-safe.
 */
final class TagIndex {
  private final ConcurrentMap<String, Set<CacheKey>> keys = new ConcurrentHashMap<>();

  /** Called while the key's entry is being changed, so that changes of one key do not overlap. */
  void change(CacheKey key, Set<String> before, Set<String> after) {
    for (String tag : before) {
      if (!after.contains(tag)) {
        remove(tag, key);
      }
    }
    for (String tag : after) {
      if (!before.contains(tag)) {
        add(tag, key);
      }
    }
  }

  private void add(String tag, CacheKey key) {
    keys.compute(
        tag,
        (name, known) -> {
          Set<CacheKey> all = known == null ? new HashSet<>(2) : known;
          all.add(key);
          return all;
        });
  }

  private void remove(String tag, CacheKey key) {
    keys.computeIfPresent(
        tag,
        (name, all) -> {
          all.remove(key);
          return all.isEmpty() ? null : all;
        });
  }

  /** The keys with this tag now. */
  List<CacheKey> keysOf(String tag) {
    List<CacheKey> found = new ArrayList<>();
    keys.computeIfPresent(
        tag,
        (name, all) -> {
          found.addAll(all);
          return all;
        });
    return found;
  }

  /** How many tags are known. */
  int size() {
    return keys.size();
  }
}
