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
import dev.mynah.ledger.journal.HitEvent;
import dev.mynah.ledger.journal.Position;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One request is answered with all that is known of it. */
class OneLogEntryTest {
  private final MadeUpTraffic traffic = new MadeUpTraffic(7, 5, 1);
  @TempDir Path data;

  @Test
  void aRequestHasItsRowAndWhatWasCaptured() throws Exception {
    Clock clock = Clock.fixed(Instant.ofEpochMilli(MadeUpTraffic.NOW), ZoneOffset.UTC);
    try (Store store = Stores.open(StoreSettings.sqlite(data), clock)) {
      store.ingest(
          new SourceIdentity("s1", "", "", "", "", "", ""),
          new Batch(
              Position.START,
              new Position(1, 1),
              List.of(),
              List.of(entry(captured())),
              0,
              List.of(),
              traffic.book));
      AskedApi api = new AskedApi(store, traffic.book);
      JsonNode row = api.get("logs?from=-3d").get("data").get(0);

      JsonNode whole = api.get("logs/" + row.get("id").asLong());

      assertThat(whole.get("path")).isEqualTo(row.get("path"));
      assertThat(whole.get("latency_ms")).isEqualTo(row.get("latency_ms"));
      JsonNode capture = whole.get("capture");
      assertThat(capture.at("/request_fields/0/name").asText()).isEqualTo("accept");
      assertThat(capture.at("/request_fields/0/value").asText()).isEqualTo("*/*");
      assertThat(capture.at("/request_body").isNull()).isTrue();
      assertThat(capture.at("/response_body/text").asText()).isEqualTo("{\"a\":1}");
      assertThat(capture.at("/response_body/truncated").asBoolean()).isTrue();
      assertThat(capture.at("/response_body/total_bytes").asLong()).isEqualTo(900);
    }
  }

  @Test
  void aRequestWithoutCaptureSaysSo() throws Exception {
    assertThat(new AskedApi(traffic).get("logs/1").get("capture").isNull()).isTrue();
  }

  @Test
  void whatIsNotThereIsNotFound() throws Exception {
    AskedApi api = new AskedApi(traffic);

    for (String id : List.of("99", "x", "1/2", "")) {
      assertThat(api.refused("logs/" + id).get("status").asInt()).as(id).isEqualTo(404);
    }
    assertThat(api.refused("logs/1?x=1").get("status").asInt()).isEqualTo(400);
  }

  private HitEvent captured() {
    HitEvent hit = traffic.hits.get(0);
    return new HitEvent(
        hit.timeMillis(),
        1,
        hit.request(),
        hit.answer(),
        hit.spent(),
        hit.client(),
        hit.trouble(),
        new HitEvent.Capture(
            List.of(new HitEvent.Field("accept", "*/*")),
            List.of(),
            null,
            new HitEvent.Body("{\"a\":1}", false, true, 900)));
  }

  private static LogEntry entry(HitEvent hit) {
    return new LogEntry(0, "s1", hit, new LogEntry.Origin("Local", "", "curl"));
  }
}
