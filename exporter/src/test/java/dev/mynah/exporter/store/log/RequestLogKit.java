package dev.mynah.exporter.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.exporter.log.LogEntry;
import dev.mynah.exporter.log.LogFilter;
import dev.mynah.exporter.series.Matcher;
import dev.mynah.exporter.series.QueryRefused;
import dev.mynah.exporter.series.TimeRange;
import dev.mynah.ledger.journal.HitEvent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What goes into the log comes out of it. */
abstract class RequestLogKit extends LogKit {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  @Test
  void everyPartOfARequestComesBack() {
    HitEvent event =
        new HitEvent(
            NOON,
            2.5,
            new HitEvent.Request("pay", "money", "team", "live", "POST", "/pay/7", "h2"),
            new HitEvent.Answer("error", 502, new BigDecimal("0.0125")),
            new HitEvent.Spent(5_000_000_001L, 4_999_999_999L, 7, 3_000_000_000L, 12),
            new HitEvent.Client("192.0.2.1", "okhttp/4.12", "ada", TRACE, "b7ad6b7169203331"),
            new HitEvent.Trouble("connect", "network", "upstream_connect", "nobody there"),
            null);
    LogEntry.Origin origin = new LogEntry.Origin("CH", "Zürich", "okhttp");

    add(new LogEntry(0, SampleRequests.SOURCE, event, origin));

    List<LogEntry> page = reader.page(all(), Long.MAX_VALUE, 10);
    assertThat(page).hasSize(1);
    assertThat(page.get(0).source()).isEqualTo(SampleRequests.SOURCE);
    assertThat(page.get(0).event()).isEqualTo(event);
    assertThat(page.get(0).origin()).isEqualTo(origin);
  }

  @Test
  void whatWasCapturedIsFoundByItsId() {
    HitEvent plain = SampleRequests.event(NOON);
    HitEvent.Capture capture =
        new HitEvent.Capture(
            List.of(new HitEvent.Field("X-A", "1"), new HitEvent.Field("X-A", "\u00002")),
            List.of(),
            new HitEvent.Body("{\"a\":1}", false, true, 9_000),
            null);
    HitEvent captured =
        new HitEvent(
            plain.timeMillis(),
            plain.weight(),
            plain.request(),
            plain.answer(),
            plain.spent(),
            plain.client(),
            null,
            capture);

    add(SampleRequests.entry(captured), SampleRequests.entry(plain));

    List<LogEntry> page = reader.page(all(), Long.MAX_VALUE, 10);
    assertThat(page).extracting(each -> each.event().capture()).containsOnlyNulls();
    assertThat(reader.find(page.get(1).id()).orElseThrow().event()).isEqualTo(captured);
    assertThat(reader.find(page.get(0).id()).orElseThrow().event()).isEqualTo(plain);
    assertThat(reader.find(1_000_000)).isEmpty();
  }

  @Test
  void oddTextsAreStoredAsNearAsCanBe() {
    String agent = "x".repeat(70_000);
    HitEvent plain = SampleRequests.event(NOON);
    HitEvent odd =
        new HitEvent(
            NOON,
            1,
            new HitEvent.Request(
                "r\u0000", "\ud800", "🦜", "a\u001fb", "GET", "/\u0000/\udc00", "http/1.1"),
            plain.answer(),
            plain.spent(),
            new HitEvent.Client("", agent, "é", "no-hex", "0123456789abcdef0"),
            new HitEvent.Trouble("", "", "", "\u0000"),
            null);

    add(SampleRequests.entry(odd));

    HitEvent stored = reader.page(all(), Long.MAX_VALUE, 1).get(0).event();
    assertThat(stored.request())
        .isEqualTo(
            new HitEvent.Request(
                "r\uFFFD", "\uFFFD", "🦜", "a\uFFFDb", "GET", "/\uFFFD/\uFFFD", "http/1.1"));
    assertThat(stored.client().userAgent()).hasSize(512);
    assertThat(stored.client().consumer()).isEqualTo("é");
    assertThat(stored.client().traceId()).isEqualTo("no-hex");
    assertThat(stored.client().spanId()).isEqualTo("0123456789abcdef0");
    assertThat(stored.trouble()).isEqualTo(new HitEvent.Trouble("", "", "", "\uFFFD"));
    assertThat(reader.page(all(Matcher.equal("user_agent", agent)), Long.MAX_VALUE, 9)).hasSize(1);
    assertThat(reader.page(all(Matcher.equal("route", "r\u0000")), Long.MAX_VALUE, 9)).hasSize(1);
    assertThat(reader.page(all(Matcher.equal("trace_id", "no-hex")), Long.MAX_VALUE, 9)).hasSize(1);
  }

  @Test
  void pagesStandStillWhileRequestsArrive() {
    add(new SampleRequests(1).some(25, NOON, 1_000));
    List<Long> ids = new ArrayList<>();
    long before = Long.MAX_VALUE;

    List<LogEntry> page = reader.page(all(), before, 10);
    while (!page.isEmpty()) {
      page.forEach(entry -> ids.add(entry.id()));
      before = ids.get(ids.size() - 1);
      add(new SampleRequests(before).some(5, NOON, 1_000));
      page = reader.page(all(), before, 10);
    }

    assertThat(ids)
        .hasSize(25)
        .doesNotHaveDuplicates()
        .isSortedAccordingTo((a, b) -> -a.compareTo(b));
  }

  @Test
  void aLateRequestIsFoundAtItsTime() {
    long hourAgo = NOON - 3_600_000;
    add(SampleRequests.entry(SampleRequests.event(hourAgo - 60_000)));
    clock.millis = NOON;
    add(new SampleRequests(1).some(5_000, NOON, 1_000));
    add(SampleRequests.entry(SampleRequests.event(hourAgo)));

    LogFilter then = new LogFilter(new TimeRange(hourAgo, hourAgo + 1), List.of(), false);

    assertThat(reader.page(then, Long.MAX_VALUE, 10)).hasSize(1);
  }

  @Test
  void aStreamGivesEveryRequestOnceOldestFirst() {
    List<LogEntry> entries = new SampleRequests(7).some(6_500, NOON, 60_000);
    add(entries.subList(0, 3_000));
    add(entries.subList(3_000, 6_500));
    List<HitEvent> streamed = new ArrayList<>();

    reader.stream(
        all(),
        entry -> {
          if (streamed.size() == 1_500) {
            add(SampleRequests.entry(SampleRequests.event(NOON + 90_000)));
          }
          streamed.add(entry.event());
        });

    assertThat(streamed).containsExactlyElementsOf(entries.stream().map(LogEntry::event).toList());
  }

  @Test
  void onlyFailuresAreGivenWhereOnlyTheyAreAskedFor() {
    add(
        SampleRequests.failed("late", NOON),
        SampleRequests.entry(SampleRequests.event(NOON)),
        SampleRequests.failed("later", NOON));

    List<LogEntry> page = reader.page(new LogFilter(ALWAYS, List.of(), true), Long.MAX_VALUE, 10);

    assertThat(page)
        .extracting(entry -> entry.event().trouble().message())
        .containsExactly("later", "late");
  }

  @Test
  void whatRequestsDoNotHaveIsRefused() {
    assertThatThrownBy(() -> reader.page(all(Matcher.equal("colour", "red")), 1, 1))
        .isInstanceOf(QueryRefused.class)
        .hasMessageContaining("colour");
  }

  @Test
  void requestsLeftOutAreCountedByTime() {
    add(SampleRequests.SOURCE, List.of(SampleRequests.entry(SampleRequests.event(NOON))), 40);
    add(SampleRequests.SOURCE, List.of(), 2);
    add("source-b", List.of(), 100);

    assertThat(reader.leftOut(all(Matcher.equal("source", SampleRequests.SOURCE)))).isEqualTo(42);
    assertThat(reader.leftOut(all())).isEqualTo(142);
    assertThat(reader.leftOut(new LogFilter(new TimeRange(0, NOON), List.of(), false))).isZero();
    assertThat(reader.leftOut(all(Matcher.equal("source", "nobody")))).isZero();
  }
}
