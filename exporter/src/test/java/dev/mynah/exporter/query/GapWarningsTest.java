package dev.mynah.exporter.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.exporter.fake.MadeUpTraffic;
import dev.mynah.exporter.series.GapReader.Gap;
import dev.mynah.exporter.store.Batch;
import dev.mynah.exporter.store.SourceIdentity;
import dev.mynah.exporter.store.Store;
import dev.mynah.exporter.store.StoreSettings;
import dev.mynah.exporter.store.Stores;
import dev.mynah.ledger.journal.Frame;
import dev.mynah.ledger.journal.JournalRecord;
import dev.mynah.ledger.journal.Position;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was lost is told by every answer about that time, and by no other. */
class GapWarningsTest {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long LOST = MadeUpTraffic.NOW - 2 * HOUR;
  private static final String SENTENCE =
      "from 2026-11-27T23:30:00Z to 2026-11-27T23:40:00Z, source s1: 4096 bytes of events and"
          + " counts were lost (deleted unread); the requests they told of are not in the log, and"
          + " minutes are only known as a whole";
  private final MadeUpTraffic traffic = new MadeUpTraffic(5, 300, 2);
  private final AskedApi api = new AskedApi(traffic);
  @TempDir Path data;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "overview",
        "requests",
        "status-codes",
        "latency",
        "traffic-patterns",
        "top-endpoints",
        "errors",
        "consumers",
        "cost",
        "savings",
        "logs"
      })
  void anAnswerThatOverlapsAGapTellsIt(String name) throws Exception {
    traffic.gaps.add(new Gap("s1", LOST, LOST + 10 * MINUTE, 0, 4_096, "deleted unread"));

    assertThat(warnings(name + "?from=-3h")).contains(SENTENCE);
  }

  @Test
  void anAnswerBesideAGapIsSilent() throws Exception {
    traffic.gaps.add(new Gap("s1", LOST, LOST + 10 * MINUTE, 0, 4_096, "deleted unread"));

    assertThat(warnings("overview?from=" + (LOST + 10 * MINUTE))).doesNotContain("lost");
    assertThat(warnings("overview?from=-8h&to=" + LOST)).doesNotContain("lost");
    assertThat(warnings("overview?from=-3h&source=s2")).doesNotContain("lost");
    assertThat(warnings("overview?from=-3h&source=s2,s1")).contains("lost");
  }

  @Test
  void framesAndMinutesThatNobodyReadAreTold() throws Exception {
    traffic.gaps.add(new Gap("s1", LOST, LOST + 5 * MINUTE, 4, 0, "frames are missing"));
    traffic.gaps.add(new Gap("s1", LOST + HOUR, LOST + HOUR, 0, 0, "in the totals alone"));

    assertThat(warnings("requests?from=-3h"))
        .contains("4 frames of counts lost (frames are missing); the total is right")
        .contains("at 2026-11-28T00:30:00Z, source s1: in the totals alone");
  }

  @Test
  void manyGapsAreCounted() throws Exception {
    for (int i = 0; i < 17; i++) {
      traffic.gaps.add(new Gap("s1", LOST + i * MINUTE, LOST + i * MINUTE + 1, 1, 0, "gone"));
    }

    assertThat(warnings("logs?from=-3h"))
        .contains("7 more gaps lie in the range, up to 2026-11-27T23:46:00.001Z")
        .doesNotContain("T23:41:00");
  }

  @ParameterizedTest
  @ValueSource(strings = {"metrics", "endpoints", "errors", "logs"})
  void anExportTellsItInAField(String dataset) throws Exception {
    traffic.gaps.add(new Gap("s1", LOST, LOST + 10 * MINUTE, 0, 4_096, "deleted\r\nunréad"));
    String path = "/api/analytics/export/csv?dataset=" + dataset;

    assertThat(api.ask("GET", path + "&from=-3h", Map.of()).headers().get("Mynah-Warning"))
        .contains("source s1: 4096 bytes")
        .contains("(deleted??unr?ad)");
    assertThat(api.ask("GET", path + "&from=-1h", Map.of()).headers())
        .doesNotContainKey("Mynah-Warning");
  }

  @Test
  void aLostPieceOfAJournalIsToldOutOfAStore() throws Exception {
    Clock clock = Clock.fixed(Instant.ofEpochMilli(MadeUpTraffic.NOW), ZoneOffset.UTC);
    SourceIdentity one = new SourceIdentity("s1", "", "", "", "", "", "");
    try (Store store = Stores.open(StoreSettings.sqlite(data), clock)) {
      store.ingest(one, batch(0, LOST, List.of()));
      store.ingest(
          one, batch(1, LOST + 10 * MINUTE, List.of(new JournalRecord.Gap(4_096, "bad sector"))));

      AskedApi stored = new AskedApi(store, traffic.book);
      String warnings = stored.get("overview?from=-3h").get("warnings").toString();
      assertThat(warnings)
          .contains("from 2026-11-27T23:30:00Z to 2026-11-27T23:40:00Z, source s1: 4096 bytes")
          .contains("bad sector");
    }
  }

  private static Batch batch(long number, long toMillis, List<JournalRecord.Gap> gaps) {
    Frame frame =
        new Frame(
            1, number + 1, toMillis - 10 * MINUTE, toMillis, true, false, List.of(), List.of());
    return new Batch(
        number == 0 ? Position.START : new Position(1, number),
        new Position(1, number + 1),
        List.of(frame),
        List.of(),
        0,
        gaps,
        dev.mynah.exporter.route.RouteBook.EMPTY);
  }

  private String warnings(String target) throws Exception {
    return api.get(target).get("warnings").toString();
  }
}
