package dev.mynah.agent.reuse.cache;

import dev.mynah.agent.reuse.store.CacheKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The fetches under way that others may join, over all event loops. Thread-safe. */
final class Fetches {
  /** The most fetches of one resource at a time that are joined; further ones stand alone. */
  private static final int MOST_OF_A_KEY = 64;

  private final ConcurrentMap<CacheKey, List<Fetch>> byKey = new ConcurrentHashMap<>();

  /** The fetch of this flavour, or null. */
  @Nullable Fetch find(Flavour flavour) {
    return find(byKey.get(flavour.key()), flavour);
  }

  private static @Nullable Fetch find(@Nullable List<Fetch> all, Flavour flavour) {
    if (all != null) {
      for (Fetch each : all) {
        if (each.flavour().equals(flavour)) {
          return each;
        }
      }
    }
    return null;
  }

  /**
   * Makes a fetch one that is joined from now on, unless there is one of its flavour or there are
   * too many.
   *
   * @return the one to go by: the other of its flavour, or the one that was given
   */
  Fetch add(Fetch made) {
    Flavour flavour = made.flavour();
    List<Fetch> now =
        byKey.compute(
            flavour.key(),
            (key, all) -> {
              if (find(all, flavour) != null || all != null && all.size() >= MOST_OF_A_KEY) {
                return all;
              }
              List<Fetch> next = all == null ? new ArrayList<>(1) : new ArrayList<>(all);
              next.add(made);
              return List.copyOf(next);
            });
    Fetch found = find(now, flavour);
    return found == null ? made : found;
  }

  /** Joined no more. */
  void remove(Fetch fetch) {
    byKey.computeIfPresent(
        fetch.flavour().key(),
        (key, all) -> {
          if (!all.contains(fetch)) {
            return all;
          }
          List<Fetch> next = new ArrayList<>(all);
          next.remove(fetch);
          return next.isEmpty() ? null : List.copyOf(next);
        });
  }

  /** What is asked from now on joins none of these. */
  void forget(CacheKey key) {
    byKey.remove(key);
  }

  /** What is asked from now on joins none whose key and route are meant. */
  void forget(Predicate<Flavour> meant) {
    byKey
        .keySet()
        .forEach(
            key ->
                byKey.computeIfPresent(
                    key,
                    (same, all) -> {
                      List<Fetch> next =
                          all.stream().filter(each -> !meant.test(each.flavour())).toList();
                      return next.isEmpty() ? null : next;
                    }));
  }

  /** How many are under way. */
  int count() {
    return byKey.values().stream().mapToInt(List::size).sum();
  }
}
