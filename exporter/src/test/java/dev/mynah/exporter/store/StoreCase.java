package dev.mynah.exporter.store;

import dev.mynah.exporter.route.RouteBook;
import dev.mynah.exporter.series.Resolution;
import dev.mynah.exporter.series.Selection;
import dev.mynah.exporter.series.Series;
import dev.mynah.exporter.series.TimeRange;
import dev.mynah.exporter.store.sql.StoreKit;
import dev.mynah.ledger.SeriesKey;
import dev.mynah.ledger.SeriesSum;
import dev.mynah.ledger.journal.Frame;
import dev.mynah.ledger.journal.Position;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A store on either engine, a clock, and what tests ask it. */
abstract class StoreCase {
  static final long HOUR = 3_600_000;
  static final long MINUTE = 60_000;
  static final long DAY = 24 * HOUR;

  /** 2026-03-10T00:00Z. */
  static final long START = 1_773_100_800_000L;

  static final Selection ALL = new Selection(Set.of(), List.of());
  static final TimeRange EVER = new TimeRange(0, Long.MAX_VALUE);
  static final SourceIdentity ONE =
      new SourceIdentity("one", "mynah", "host:9464", "shop", "pod-1", "blue", "test");
  static final SourceIdentity TWO =
      new SourceIdentity("two", "mynah", "other:9464", "shop", "pod-2", "blue", "test");

  static final RouteBook ROUTES =
      RouteBook.of(
          List.of(
              new RouteBook.Entry("get-user", "users", "mock", "", BigDecimal.ZERO, List.of(), ""),
              new RouteBook.Entry(
                  "pay", "payments", "proxy", "pay", new BigDecimal("0.002"), List.of(), "")));

  final TestClock clock = new TestClock(START + HOUR);
  StoreKit kit;
  Store store;

  abstract StoreKit kit();

  @BeforeEach
  void openStore() {
    kit = kit();
    store = open();
  }

  @AfterEach
  void closeStore() {
    store.close();
    kit.close();
  }

  /** Another front to the same database. */
  final Store open() {
    return Stores.open(settings(), clock);
  }

  StoreSettings settings() {
    return kit.user().isEmpty()
        ? new StoreSettings(
            "", "", "", "", kit.file(), StoreSettings.DEFAULT_MAX_BYTES, QueryLimits.DEFAULT)
        : StoreSettings.postgresql(kit.url(), kit.user(), kit.user());
  }

  final void ingest(MadeLedger ledger, Frame... frames) {
    ingest(store, ONE, ledger, frames);
  }

  static void ingest(Store into, SourceIdentity source, MadeLedger ledger, Frame... frames) {
    into.ingest(source, batch(ledger.position(), ledger.next(), frames));
  }

  static Batch batch(Position from, Position to, Frame... frames) {
    return new Batch(from, to, List.of(frames), List.of(), 0, List.of(), ROUTES);
  }

  /** The first word of one series by the start of its spans. */
  final Map<Long, Long> values(SeriesKey key, Resolution resolution) {
    return values(store, key, resolution);
  }

  static Map<Long, Long> values(Store from, SeriesKey key, Resolution resolution) {
    Map<Long, Long> values = new TreeMap<>();
    from.counts()
        .read(
            new Selection(Set.of(key.family().name()), List.of()),
            EVER,
            resolution,
            (series, start, words) -> {
              if (isOf(key, series)) {
                values.merge(start, words[0], Long::sum);
              }
            });
    return values;
  }

  /** All words of every series added up over all spans, by its labels. */
  static Map<String, List<Long>> sums(Store from, Resolution resolution) {
    Map<String, long[]> sums = new TreeMap<>();
    from.counts().read(ALL, EVER, resolution, (series, start, words) -> add(sums, series, words));
    return listed(sums);
  }

  static Map<String, List<Long>> totals(Store from) {
    Map<String, long[]> sums = new TreeMap<>();
    from.counts().readTotals(ALL, (series, start, words) -> add(sums, series, words));
    return listed(sums);
  }

  private static void add(Map<String, long[]> sums, Series series, long[] words) {
    String name =
        series.family().name() + series.labels().byName() + series.attributes().get("source");
    long[] sum = sums.putIfAbsent(name, words.clone());
    if (sum != null) {
      SeriesSum.add(series.family().kind(), sum, words);
    }
  }

  /** Counts only: moments are known to the minute. */
  private static Map<String, List<Long>> listed(Map<String, long[]> sums) {
    Map<String, List<Long>> listed = new TreeMap<>();
    sums.forEach(
        (name, words) -> {
          long[] counts = words.length == 5 ? Arrays.copyOf(words, 3) : words;
          listed.put(name, Arrays.stream(counts).boxed().toList());
        });
    return listed;
  }

  static boolean isOf(SeriesKey key, Series series) {
    for (String label : key.family().labelNames()) {
      if (!series.labels().get(label).equals(key.label(label))) {
        return false;
      }
    }
    return true;
  }
}
