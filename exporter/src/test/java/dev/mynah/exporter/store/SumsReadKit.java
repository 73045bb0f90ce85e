package dev.mynah.exporter.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.exporter.series.CountReader;
import dev.mynah.exporter.series.Resolution;
import dev.mynah.exporter.series.Series;
import dev.mynah.exporter.series.TimeRange;
import dev.mynah.ledger.SeriesSum;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is handed over added up is the sum of what is handed over one by one. */
abstract class SumsReadKit extends StoreCase {
  private static final List<Function<Series, String>> SUMS =
      List.of(
          series -> "all",
          series -> series.get("outcome"),
          series -> series.get("source"),
          series -> series.get("route"));

  private long handedOver;

  /**
   * Two sources whose hours are not rolled up at the same time, so that one's are not to be used.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void sumsAreTheSameWhoeverAddsThemUp(long seed) {
    Random random = new Random(seed);
    MadeLedger one = new MadeLedger();
    MadeLedger two = new MadeLedger();
    long now = START + 20 * HOUR;
    for (int i = 0; i < 40; i++) {
      long from = now;
      now = from + 1 + random.nextInt(random.nextInt(6) == 0 ? 20 * 3_600_000 : 60_000);
      for (MadeLedger each : List.of(one, two)) {
        if (random.nextInt(4) > 0) {
          traffic(each, random, from);
          ingest(store, each == one ? ONE : TWO, each, each.frame(from, now));
        }
      }
      if (random.nextInt(6) == 0) {
        clock.set(now + random.nextInt(2) * HOUR);
        store.rollup();
      }
    }
    assertSums(EVER);
    assertSums(new TimeRange(START + 21 * HOUR + 7 * MINUTE, now - HOUR));
    assertPieces(now);

    clock.set(now + 2 * HOUR);
    assertThat(store.rollup().left()).isZero();
    assertSums(EVER);
  }

  private static void traffic(MadeLedger ledger, Random random, long at) {
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      String route = "route-" + random.nextInt(5);
      boolean fails = random.nextInt(3) == 0;
      String outcome = fails ? "error" : "mock";
      String code = fails ? "503" : "200";
      ledger.hit(MadeLedger.requests(route, code, outcome), random.nextInt(5_000), at);
      ledger.took(MadeLedger.timing(route, outcome), random.nextInt(178), random.nextInt(300));
    }
  }

  private void assertSums(TimeRange range) {
    for (Function<Series, String> sum : SUMS) {
      for (Resolution resolution : Resolution.values()) {
        Map<String, List<Long>> alone = read(range, resolution, sum, false);
        assertThat(alone.isEmpty())
            .isEqualTo(resolution == Resolution.MONTH && !range.equals(EVER));
        assertThat(read(range, resolution, sum, true)).as("%s", resolution).isEqualTo(alone);
        assertThat(whole(range, resolution, sum, true))
            .as("%s", resolution)
            .isEqualTo(whole(range, resolution, sum, false));
      }
    }
  }

  /** A range in several grains at once, as a long one is read. */
  private void assertPieces(long now) {
    long hours = START + 30 * HOUR;
    long days = START + 2 * DAY;
    List<CountReader.Piece> pieces =
        List.of(
            new CountReader.Piece(new TimeRange(0, hours), Resolution.MINUTE),
            new CountReader.Piece(new TimeRange(hours, days), Resolution.HOUR),
            new CountReader.Piece(new TimeRange(days, now + DAY), Resolution.DAY));
    for (Function<Series, String> sum : SUMS) {
      Map<String, List<Long>> inMinutes = whole(EVER, Resolution.MINUTE, sum, false);
      Map<String, long[]> read = new TreeMap<>();
      CountReader.Sink sink =
          (series, start, words) ->
              add(read, series.family().name() + " " + sum.apply(series), series, words);
      store.counts().readAll(ALL, pieces, new Asking(sink, sum, true));
      assertThat(listed(read)).isEqualTo(inMinutes);
    }
  }

  /** By family, sum and start of the span. */
  private Map<String, List<Long>> read(
      TimeRange range, Resolution resolution, Function<Series, String> sum, boolean together) {
    Map<String, long[]> read = new TreeMap<>();
    handedOver = 0;
    CountReader.Sink sink =
        (series, start, words) -> {
          handedOver++;
          String key = series.family().name() + " " + sum.apply(series) + " " + start;
          add(read, key, series, words);
        };
    store.counts().read(ALL, range, resolution, together ? new Asking(sink, sum, false) : sink);
    return listed(read);
  }

  /** By family and sum; over the whole range. */
  private Map<String, List<Long>> whole(
      TimeRange range, Resolution resolution, Function<Series, String> sum, boolean atOnce) {
    Map<String, long[]> read = new TreeMap<>();
    store
        .counts()
        .read(
            ALL,
            range,
            resolution,
            new Asking(
                (series, start, words) -> {
                  assertThat(range.contains(start)).isTrue();
                  add(read, series.family().name() + " " + sum.apply(series), series, words);
                },
                sum,
                atOnce));
    return listed(read);
  }

  private static void add(Map<String, long[]> read, String key, Series series, long[] words) {
    long[] before = read.putIfAbsent(key, words.clone());
    if (before != null) {
      SeriesSum.add(series.family().kind(), before, words);
    }
  }

  private static Map<String, List<Long>> listed(Map<String, long[]> read) {
    Map<String, List<Long>> listed = new TreeMap<>();
    read.forEach((key, words) -> listed.put(key, Arrays.stream(words).boxed().toList()));
    return listed;
  }

  /** Wants sums. */
  private record Asking(CountReader.Sink sink, Function<Series, String> sum, boolean wholeRange)
      implements CountReader.Sink {
    @Override
    public void value(Series series, long start, long[] words) {
      sink.value(series, start, words);
    }

    @Override
    public Object sumOf(Series series) {
      return sum.apply(series);
    }
  }

  /** More sums of histograms than are kept at a time; and one of many series is one value. */
  @Test
  void manySumsAreRightAndFewAreHandedOverOnce() {
    MadeLedger ledger = new MadeLedger();
    for (int route = 0; route < 100; route++) {
      ledger.hit(MadeLedger.requests("route-" + route, "200", "mock"), 3, START);
      ledger.hit(MadeLedger.requests("route-" + route, "503", "error"), 4, START);
      ledger.took(MadeLedger.timing("route-" + route, "mock"), route, 3);
      ledger.took(MadeLedger.timing("route-" + route, "error"), route, 4);
    }
    ingest(ledger, ledger.frame(START, START + MINUTE));
    clock.set(START + 3 * HOUR);
    store.rollup();

    Map<String, List<Long>> byRoute =
        read(EVER, Resolution.HOUR, series -> series.get("route"), true);
    assertThat(byRoute)
        .hasSize(200)
        .isEqualTo(read(EVER, Resolution.HOUR, series -> series.get("route"), false));

    Map<String, List<Long>> all = read(EVER, Resolution.HOUR, series -> "all", true);
    assertThat(all.values().stream().map(words -> words.get(0)).toList())
        .containsExactlyInAnyOrder(700L, 700_000_000L);
    assertThat(handedOver).isEqualTo(2);
  }
}
