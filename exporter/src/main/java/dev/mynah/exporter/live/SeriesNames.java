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
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What series of this ledger are called where stored ones are asked for: as the store calls them
 * where it has them, else as it will. Any thread.
 */
public final class SeriesNames {
  private static final long BETWEEN_LOOKS_NANOS = 5_000_000_000L;
  private static final long NOT_STORED = -1;

  private final Supplier<SourceIdentity> identity;
  private final Supplier<RouteBook> routes;
  private final LongSupplier nanoTime;
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
      Family family = series.family();
      List<String> values = family.labelNames().stream().map(series.labels()::get).toList();
      found.put(new SeriesKey(family, values), series);
    }
    known = found;
    looked = true;
    lookedNanos = now;
  }

  synchronized Series of(SeriesKey key) {
    Series series = known.get(key);
    return series == null ? unknown(key) : series;
  }

  private Series unknown(SeriesKey key) {
    SourceIdentity who = identity.get();
    Map<String, String> labels = new HashMap<>();
    labels.put("job", who.job());
    labels.put("instance", who.instance());
    labels.put("namespace", who.namespace());
    labels.put("pod", who.pod());
    for (int i = 0; i < key.labelValues().size(); i++) {
      labels.put(key.family().labelNames().get(i), key.labelValues().get(i));
    }
    Map<String, String> attributes = new HashMap<>();
    attributes.put("source", who.sourceId());
    attributes.put("workspace", who.workspace());
    attributes.put("environment", who.environment());
    String route = key.label(Family.ROUTE);
    attributes.put("group", routes.get().find(route).map(RouteBook.Entry::group).orElse(""));
    return new Series(NOT_STORED, key.family(), new Labels(labels), new Labels(attributes));
  }
}
