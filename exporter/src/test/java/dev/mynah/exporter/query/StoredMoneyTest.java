package dev.mynah.exporter.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.exporter.fake.MadeUpTraffic;
import dev.mynah.exporter.route.RouteBook;
import dev.mynah.exporter.store.Batch;
import dev.mynah.exporter.store.SourceIdentity;
import dev.mynah.exporter.store.Store;
import dev.mynah.exporter.store.StoreSettings;
import dev.mynah.exporter.store.Stores;
import dev.mynah.ledger.Family;
import dev.mynah.ledger.SeriesKey;
import dev.mynah.ledger.SeriesSum;
import dev.mynah.ledger.journal.Frame;
import dev.mynah.ledger.journal.Position;
import dev.mynah.metrics.ReuseCatalogue;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Money stays what it was when it was spent, and savings are what the agent counted. */
class StoredMoneyTest {
  private static final long MINUTE = 60_000;
  private static final long START = MadeUpTraffic.NOW - 20 * MINUTE;
  private static final SeriesKey PROXIED = requests("GET", "proxied");
  private static final SeriesKey POSTED = requests("POST", "proxied");
  private static final SeriesKey CACHED = requests("GET", "cache");
  private static final SeriesKey REPEATED = requests("GET", "dedup");
  private static final SeriesKey MOCKED = requests("GET", "mock");
  private final Map<SeriesKey, long[]> sums = new LinkedHashMap<>();
  @TempDir Path data;
  private Store store;
  private long batches;

  @BeforeEach
  void open() {
    Clock clock = Clock.fixed(Instant.ofEpochMilli(MadeUpTraffic.NOW), ZoneOffset.UTC);
    store = Stores.open(StoreSettings.sqlite(data), clock);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aMonthShowsBothPricesOfARouteWhoseCostChanged() throws Exception {
    hits(PROXIED, 100);
    ingest(book("0.002"));
    hits(PROXIED, 10);
    ingest(book("0.5"));

    AskedApi api = new AskedApi(store, book("0.5"));
    for (String by : List.of("month", "route", "group")) {
      JsonNode row = api.get("cost?timeframe=1h&by=" + by).get("data").get(0);
      assertThat(row.get("calls").asLong()).isEqualTo(110);
      assertThat(row.get("cost").asDouble()).isEqualTo(100 * 0.002 + 10 * 0.5);
      assertThat(row.get("unpriced").asLong()).isZero();
    }
    assertThat(api.get("cost?timeframe=20m").get("warnings")).isEmpty();
  }

  @Test
  void whatIsFilteredByMoreThanRoutesIsAtTheCostOfNowAndSaysSo() throws Exception {
    hits(PROXIED, 100);
    hits(POSTED, 7);
    ingest(book("0.002"));

    JsonNode answer = new AskedApi(store, book("0.5")).get("cost?timeframe=1h&method=POST");

    assertThat(answer.at("/data/0/cost").asDouble()).isEqualTo(3.5);
    assertThat(answer.get("warnings").toString()).contains("the cost that routes have now");
  }

  @Test
  void costByConsumerSaysThatItIsDrawn() throws Exception {
    JsonNode answer = new AskedApi(store, book("1")).get("cost?timeframe=1h&by=consumer");

    assertThat(answer.get("basis").asText()).isEqualTo("samples");
    assertThat(answer.get("warnings").toString()).contains("drawn from the request log");
  }

  @Test
  void savingsAreCallsSecondsBytesAndMoneyOfTheirTime() throws Exception {
    hits(CACHED, 40);
    saved("cache", 38, 9_500_000_000L, 123_456);
    hits(REPEATED, 4);
    saved("dedup", 4, 1_250_000_000L, 2_048);
    hits(MOCKED, 3);
    ingest(book("0.002"));
    hits(CACHED, 2);
    saved("cache", 2, 500_000_000L, 44);
    ingest(book("0.5"));

    JsonNode answer = new AskedApi(store, book("9")).get("savings?timeframe=1h&by=route");

    assertThat(answer.get("data")).hasSize(3);
    assertThat(answer.get("basis").asText()).isEqualTo("counts");
    row(answer, "cache", 40, 10.0, 123_500.0, 40 * 0.002 + 2 * 0.5);
    row(answer, "dedup", 4, 1.25, 2_048.0, 4 * 0.002);
    row(answer, "mock", 3, null, null, 3 * 0.002);
  }

  private static void row(
      JsonNode answer, String kind, long calls, Double seconds, Double bytes, double money) {
    for (JsonNode row : answer.get("data")) {
      if (row.get("kind").asText().equals(kind)) {
        assertThat(row.get("name").asText()).isEqualTo("pay");
        assertThat(row.get("calls").asLong()).isEqualTo(calls);
        assertThat(row.get("money").asDouble()).isCloseTo(money, within(1e-9));
        assertThat(row.get("seconds").isNull() ? null : row.get("seconds").asDouble())
            .isEqualTo(seconds);
        assertThat(row.get("bytes").isNull() ? null : row.get("bytes").asDouble()).isEqualTo(bytes);
        return;
      }
    }
    throw new AssertionError(kind + " is not in " + answer);
  }

  private static SeriesKey requests(String method, String outcome) {
    return new SeriesKey(Family.REQUESTS, List.of("pay", method, "200", outcome, "h2"));
  }

  private static RouteBook book(String cost) {
    return RouteBook.of(
        List.of(
            new RouteBook.Entry(
                "pay", "payments", "auto", "", new BigDecimal(cost), List.of("GET"), "/pay")));
  }

  private void hits(SeriesKey key, long requests) {
    long time = START + batches * MINUTE;
    add(key, requests, 0, 0, time, time);
  }

  private void saved(String by, long calls, long nanos, long bytes) {
    add(new SeriesKey(ReuseCatalogue.SAVED_CALLS, List.of("pay", by)), calls);
    add(new SeriesKey(ReuseCatalogue.SAVED_SECONDS, List.of("pay", by)), nanos);
    add(new SeriesKey(ReuseCatalogue.SAVED_BYTES, List.of("pay", by)), bytes);
  }

  private void add(SeriesKey key, long... words) {
    long[] sum = sums.computeIfAbsent(key, k -> new long[k.family().kind().words()]);
    SeriesSum.add(key.family().kind(), sum, words);
  }

  /** A minute of what was counted so far, read while routes cost what a book says. */
  private void ingest(RouteBook book) {
    List<Frame.Value> values = new ArrayList<>();
    sums.forEach((key, words) -> values.add(new Frame.Value(key, words.clone())));
    long from = START + batches * MINUTE;
    Position before = batches == 0 ? Position.START : new Position(1, batches);
    batches++;
    store.ingest(
        new SourceIdentity("s1", "", "i1", "", "", "default", "test"),
        new Batch(
            before,
            new Position(1, batches),
            List.of(new Frame(1, batches, from, from + MINUTE, true, false, values, List.of())),
            List.of(),
            0,
            List.of(),
            book));
  }
}
