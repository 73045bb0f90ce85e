package dev.mynah.exporter.live;

import dev.mynah.exporter.route.RouteBook;
import dev.mynah.exporter.series.CountReader;
import dev.mynah.exporter.series.Labels;
import dev.mynah.exporter.series.Matcher;
import dev.mynah.exporter.series.Selection;
import dev.mynah.exporter.series.Series;
import dev.mynah.exporter.store.SourceIdentity;
import dev.mynah.ledger.Family;
import dev.mynah.ledger.SeriesKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What series of this ledger are called where stored ones are asked for: as the store calls them
 * where it has them, else as it will. Any thread.
 */
public final class SeriesNames {
  private static final long BETWEEN_LOOKS_NANOS = 5_000_000_000L;

  private final Supplier<SourceIdentity> identity;
  private final Supplier<RouteBook> routes;
  private final LongSupplier nanoTime;

  /** Of series that the store does not have: negative, and each its own. */
  private final Map<SeriesKey, Long> ids = new HashMap<>();

  private Map<SeriesKey, Series> known = Map.of();
  private long lookedNanos;
  private boolean looked;

  public SeriesNames(
      Supplier<SourceIdentity> identity, Supplier<RouteBook> routes, LongSupplier nanoTime) {
    this.identity = identity;
    this.routes = routes;
    this.nanoTime = nanoTime;
  }

  /** Asks the store, when one of these is not known and it was not asked just now. */
  synchronized void refresh(CountReader stored, Collection<SeriesKey> needed) {
    long now = nanoTime.getAsLong();
    boolean justAsked = looked && now - lookedNanos < BETWEEN_LOOKS_NANOS;
    if (justAsked || known.keySet().containsAll(needed)) {
      return;
    }
    Map<SeriesKey, Series> found = new HashMap<>();
    Selection ours =
        new Selection(Set.of(), List.of(Matcher.equal("source", identity.get().sourceId())));
    for (Series series : stored.series(ours)) {
      found.put(keyOf(series), series);
    }
    known = found;
    looked = true;
    lookedNanos = now;
  }

  synchronized Series of(SeriesKey key) {
    Series series = known.get(key);
    return series == null ? unknown(key) : series;
  }

  /** Under which id the store has this ledger. */
  String sourceId() {
    return identity.get().sourceId();
  }

  /** The labels of this target; empty when conditions do not mean it. */
  Optional<Labels> target(List<Matcher> matchers) {
    SourceIdentity who = identity.get();
    Labels target = new Labels(targetOf(who));
    Labels besides = attributes(who, "");
    boolean meant =
        matchers.stream()
            .allMatch(
                each -> {
                  String label = target.get(each.name());
                  return each.accepts(label.isEmpty() ? besides.get(each.name()) : label);
                });
    return meant ? Optional.of(target) : Optional.empty();
  }

  /** What a series is called in a ledger. */
  static SeriesKey keyOf(Series series) {
    Family family = series.family();
    return new SeriesKey(family, family.labelNames().stream().map(series.labels()::get).toList());
  }

  private static Map<String, String> targetOf(SourceIdentity who) {
    return Map.of(
        "job", who.job(),
        "instance", who.instance(),
        "namespace", who.namespace(),
        "pod", who.pod());
  }

  private static Labels attributes(SourceIdentity who, String group) {
    return new Labels(
        Map.of(
            "source", who.sourceId(),
            "workspace", who.workspace(),
            "environment", who.environment(),
            "group", group));
  }

  private Series unknown(SeriesKey key) {
    SourceIdentity who = identity.get();
    Map<String, String> labels = new HashMap<>(targetOf(who));
    for (int i = 0; i < key.labelValues().size(); i++) {
      labels.put(key.family().labelNames().get(i), key.labelValues().get(i));
    }
    String group =
        routes.get().find(key.label(Family.ROUTE)).map(RouteBook.Entry::group).orElse("");
    long id = ids.computeIfAbsent(key, each -> -1L - ids.size());
    return new Series(id, key.family(), new Labels(labels), attributes(who, group));
  }
}
