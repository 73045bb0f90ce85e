package dev.mynah.exporter.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.exporter.fake.MadeUpTraffic;
import dev.mynah.exporter.log.LogEntry;
import dev.mynah.exporter.store.Batch;
import dev.mynah.exporter.store.SourceIdentity;
import dev.mynah.exporter.store.Store;
import dev.mynah.exporter.store.StoreSettings;
import dev.mynah.exporter.store.Stores;
import dev.mynah.ledger.Family;
import dev.mynah.ledger.SeriesKey;
import dev.mynah.ledger.SeriesSum;
import dev.mynah.ledger.journal.Frame;
import dev.mynah.ledger.journal.HitEvent;
import dev.mynah.ledger.journal.Position;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same traffic in SQLite and in memory is answered alike. */
class StoredAnswersTest {
  private static final long MINUTE = 60_000;
  private static final long FROM = MadeUpTraffic.NOW - 86_400_000L - MINUTE;
  private final MadeUpTraffic traffic = new MadeUpTraffic(31, 1_500, 1);
  private final AskedApi held = new AskedApi(traffic);
  private final Map<SeriesKey, long[]> sums = new LinkedHashMap<>();
  @TempDir Path data;
  private Store store;
  private AskedApi stored;

  @BeforeEach
  void fill() {
    Clock clock = Clock.fixed(Instant.ofEpochMilli(MadeUpTraffic.NOW), ZoneOffset.UTC);
    store = Stores.open(StoreSettings.sqlite(data), clock);
    TreeMap<Long, List<HitEvent>> minutes = new TreeMap<>();
    traffic.hits.stream()
        .sorted(Comparator.comparingLong(HitEvent::timeMillis))
        .forEach(
            hit ->
                minutes
                    .computeIfAbsent(hit.timeMillis() / MINUTE * MINUTE, m -> new ArrayList<>())
                    .add(hit));
    List<Frame> frames = new ArrayList<>();
    List<LogEntry> entries = new ArrayList<>();
    frames.add(new Frame(1, 1, FROM - MINUTE, FROM, true, false, List.of(), List.of()));
    for (long minute = FROM; minute < MadeUpTraffic.NOW; minute += MINUTE) {
      List<HitEvent> hits = minutes.getOrDefault(minute, List.of());
      hits.forEach(this::count);
      hits.forEach(hit -> entries.add(entry(hit)));
      List<Frame.Value> values = new ArrayList<>();
      sums.forEach((key, words) -> values.add(new Frame.Value(key, words.clone())));
      frames.add(
          new Frame(1, frames.size() + 1, minute, minute + MINUTE, true, false, values, List.of()));
    }
    store.ingest(
        new SourceIdentity("s1", "", "i1", "", "", "default", "test"),
        new Batch(Position.START, new Position(1, 1), frames, entries, 0, List.of(), traffic.book));
    store.rollup();
    stored = new AskedApi(store, traffic.book);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "overview?from=-20h",
        "overview?from=-20h&route=pay,quote&status=5xx",
        "requests?from=-20h&step=1h&by=route",
        "requests?from=-20h&step=1d&by=group&tz=Asia/Kolkata",
        "requests?from=-20h&step=6h&by=status",
        "status-codes?from=-23h",
        "protocol-breakdown?from=-23h&method=POST",
        "latency?from=-20h&step=1h",
        "latency?from=-20h&step=6h&by=route",
        "traffic-patterns?from=-20h&tz=Europe/Berlin",
        "cost?from=-20h&by=group",
        "dead-routes?from=-1h"
      })
  void countsAreAnsweredAlike(String target) throws Exception {
    JsonNode expected = held.get(target).get("data");
    JsonNode found = stored.get(target).get("data");

    if (target.startsWith("overview")) {
      assertThat(found.get("requests")).isEqualTo(expected.get("requests"));
      assertThat(found.get("errors")).isEqualTo(expected.get("errors"));
      assertThat(found.get("bytes_out")).isEqualTo(expected.get("bytes_out"));
      assertThat(found.at("/latency/p95")).isEqualTo(expected.at("/latency/p95"));
    } else if (target.startsWith("latency")) {
      assertThat(found.size()).isEqualTo(expected.size());
      for (int i = 0; i < found.size(); i++) {
        assertThat(found.get(i).get("p99")).isEqualTo(expected.get(i).get("p99"));
        assertThat(found.get(i).get("count")).isEqualTo(expected.get(i).get("count"));
      }
    } else {
      assertThat(found).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "consumers?from=-20h",
        "client-analysis?from=-20h&by=user_agent",
        "client-analysis?from=-20h&by=client&status=404",
        "geography?from=-20h",
        "errors?from=-20h&route=pay",
        "top-errors?from=-20h&group=payments&limit=7",
        "requests?from=-20h&step=6h&by=consumer",
        "logs?from=-20h&consumer=shop&instance=i1&limit=2000"
      })
  void samplesAreAnsweredAlike(String target) throws Exception {
    JsonNode expected = held.get(target).get("data");
    JsonNode found = stored.get(target).get("data");

    assertThat(counts(found)).isEqualTo(counts(expected));
    assertThat(found.size()).isEqualTo(expected.size());
  }

  /** The multiset of what rows count, whatever the order of equals. */
  private static List<String> counts(JsonNode rows) {
    List<String> counts = new ArrayList<>();
    for (JsonNode row : rows) {
      counts.add(row.has("requests") ? row.get("requests").asText() : row.get("path").asText());
    }
    return counts.stream().sorted().toList();
  }

  private void count(HitEvent hit) {
    HitEvent.Request request = hit.request();
    HitEvent.Spent spent = hit.spent();
    long time = hit.timeMillis();
    String outcome = hit.answer().outcome();
    add(
        new SeriesKey(
            Family.REQUESTS,
            List.of(
                request.route(),
                request.method(),
                Integer.toString(hit.answer().status()),
                outcome,
                request.protocol())),
        1,
        spent.bytesIn(),
        spent.bytesOut(),
        time,
        time);
    add(
        new SeriesKey(Family.TIMING, List.of(request.route(), outcome)),
        dev.mynah.exporter.fake.HeldCounts.duration(spent.totalNanos()));
  }

  private void add(SeriesKey key, long... words) {
    long[] sum = sums.computeIfAbsent(key, k -> new long[k.family().kind().words()]);
    SeriesSum.add(key.family().kind(), sum, words);
  }

  private static LogEntry entry(HitEvent hit) {
    return new LogEntry(0, "s1", hit, new LogEntry.Origin("Local", "", "curl"));
  }
}
