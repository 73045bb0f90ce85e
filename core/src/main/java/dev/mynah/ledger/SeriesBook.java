package dev.mynah.ledger;

import dev.mynah.ledger.SeriesPlaces.Claim;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which series exist, and the rule of what is given up when there are more than planned for.
 *
 * <p>A new series is placed under its own name while the budget of exposed series and the room
 * last. Then histograms give up their route first, and long before counters do; counters follow;
 * what does not fit even so goes to the family's one series whose labels all read {@code
 * _overflow}, for which room is kept back. A series once placed stays placed, so no sum ever goes
 * back.
 *
 * <p>Threads: looking up a placed series takes no lock; placing a new one takes this book's lock
 * for some microseconds and enters no file system.
 */
public final class SeriesBook {
  /** A series and the words it has in one slot. */
  public record Entry(int slot, SeriesKey key, Words words) {}

  private record Place(int slot, SeriesKey key) {}

  private final SeriesPlaces places;
  private final SeriesBudget budget;
  private final Map<Place, Words> placed = new ConcurrentHashMap<>();
  private final List<Entry> entries = new ArrayList<>();
  private final Map<Place, Words> asleep = new HashMap<>();
  private long folded;
  private @Nullable Words nowhere;

  /**
   * @param seriesBudget time series that may be exposed before folding starts
   */
  public SeriesBook(SeriesPlaces places, int seriesBudget) {
    this.places = places;
    this.budget = new SeriesBudget(seriesBudget);
  }

  /**
   * Tells which routes the configuration has: their hits are folded last. Told before a file's
   * series are entered, so that those of routes which are gone sleep; and again at each load.
   */
  public synchronized void configured(Set<String> routes) {
    budget.configured(routes);
  }

  /** Enters a series that already has its words, as found in a file. */
  public synchronized void enter(int slot, SeriesKey key, Words words) {
    entries.add(new Entry(slot, key, words));
    if (budget.sleeps(key)) {
      asleep.put(new Place(slot, key), words);
    } else {
      wake(new Place(slot, key), words);
    }
  }

  private void wake(Place place, Words words) {
    placed.put(place, words);
    budget.add(place.key());
  }

  /** All series that have words, in the order they were placed. */
  public synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** Time series that a scrape of everything here would show. */
  public synchronized int exposedSeries() {
    return budget.exposedSeries();
  }

  /** Whether a route has series that are counted into, or is configured. */
  public synchronized boolean isAwake(String route) {
    return budget.isAwake(route);
  }

  /** Distinct series that are awake, each counted once however many slots hold it. */
  public synchronized int seriesCount() {
    return budget.seriesCount();
  }

  /** How many times a series was folded into another since the start. */
  public synchronized long folded() {
    return folded;
  }

  /** The words in which a slot counts a series: its own or those it was folded into. */
  Words words(int slot, SeriesKey key) {
    Words words = placed.get(new Place(slot, key));
    return words != null ? words : place(slot, key);
  }

  private synchronized Words place(int slot, SeriesKey key) {
    Place place = new Place(slot, key);
    Words words = placed.get(place);
    if (words == null) {
      words = asleep.remove(place);
      if (words != null) {
        wake(place, words);
      }
    }
    if (words == null && budget.admits(key)) {
      words = tryPlace(slot, key, budget.claimOf(key));
    }
    if (words != null) {
      return words;
    }
    folded++;
    SeriesKey routeless = key.withoutRoute();
    if (!routeless.equals(key)) {
      words = placed.get(new Place(slot, routeless));
      if (words == null && budget.admits(routeless)) {
        words = tryPlace(slot, routeless, budget.claimOf(routeless));
      }
    }
    return words != null ? words : lastResort(slot, key.withoutLabels());
  }

  /**
   * The words for counts that are carried over from another file: the series is not measured
   * against the budget again, and folded only where there is no room at all.
   */
  public synchronized Words carryOver(int slot, SeriesKey key) {
    Words words = placed.get(new Place(slot, key));
    if (words == null) {
      words = tryPlace(slot, key, Claim.ORDINARY);
    }
    return words != null ? words : lastResort(slot, key.withoutLabels());
  }

  private Words lastResort(int slot, SeriesKey key) {
    Words words = placed.get(new Place(slot, key));
    if (words == null) {
      words = tryPlace(slot, key, Claim.LAST_RESORT);
    }
    return words != null ? words : uncounted();
  }

  private @Nullable Words tryPlace(int slot, SeriesKey key, Claim claim) {
    Words words = places.place(slot, key, claim);
    if (words != null) {
      entries.add(new Entry(slot, key, words));
      wake(new Place(slot, key), words);
    }
    return words;
  }

  /** Reached only when even the room that is kept back is gone. */
  private Words uncounted() {
    if (nowhere == null) {
      nowhere = Words.unbacked(Family.Kind.HISTOGRAM.words());
    }
    return nowhere;
  }
}
