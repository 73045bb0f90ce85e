package dev.mynah.exporter.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mynah.exporter.log.LogEntry;
import dev.mynah.exporter.log.LogFilter;
import dev.mynah.exporter.log.LogReader;
import dev.mynah.exporter.series.Matcher;
import dev.mynah.exporter.series.TimeRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Random filters over random requests are answered as by looking at each. */
abstract class LogFilterKit extends LogKit {
  private static final long SEED = 20_261_128;
  private static final int QUESTIONS = 150;
  private static final long SPAN = 3_600_000;
  private static final List<String> NAMES =
      List.of(
          "route",
          "group",
          "workspace",
          "environment",
          "method",
          "protocol",
          "outcome",
          "code",
          "consumer",
          "client",
          "country",
          "city",
          "user_agent",
          "user_agent_family",
          "error_type",
          "error_category",
          "reason",
          "trace_id",
          "source",
          "path");
  private static final List<String> VALUES =
      List.of(
          "route-1",
          "group-0",
          "team",
          "live",
          "GET",
          "h2",
          "cache",
          "404",
          "",
          "Zürich",
          "a%b_c",
          "10.0.0.2",
          "CH",
          "curl/8.0",
          "curl",
          "timeout",
          "upstream",
          SampleRequests.SOURCE,
          "/things/3",
          "x'; DROP TABLE request_log; --",
          "🦜 mynah",
          "not there");
  private static final List<String> EXPRESSIONS =
      List.of(
          "route-[0-2]",
          "|team",
          ".*",
          ".+",
          "G.*|PUT",
          "4..|000",
          "10\\.0\\.0\\.[13]",
          "/things/[0-4]",
          "[0-9a-f]*",
          "timeout|",
          "Zür.*",
          "nothing");

  private final SampleRequests random = new SampleRequests(SEED);
  private LogModel model;

  @BeforeEach
  void fill() {
    List<LogEntry> entries = random.some(3_000, NOON, SPAN);
    add(entries.subList(0, 1_200));
    add(entries.subList(1_200, 1_210));
    clock.millis += SPAN;
    add(entries.subList(1_210, 3_000));
    model = new LogModel(entries);
  }

  @Test
  void pagesAndStreams() {
    for (int i = 0; i < QUESTIONS; i++) {
      LogFilter filter = filter();
      List<LogEntry> newestFirst = new ArrayList<>(model.meant(filter));
      Collections.reverse(newestFirst);
      int limit = 1 + random.below(40);

      List<LogEntry> page = reader.page(filter, Long.MAX_VALUE, limit);
      List<LogEntry> streamed = new ArrayList<>();
      reader.stream(filter, streamed::add);

      assertThat(page)
          .as("page of %s", filter)
          .extracting(LogEntry::event)
          .containsExactlyElementsOf(
              newestFirst.stream().limit(limit).map(LogEntry::event).toList());
      assertThat(streamed)
          .as("stream of %s", filter)
          .extracting(LogEntry::event)
          .containsExactlyElementsOf(model.meant(filter).stream().map(LogEntry::event).toList());
    }
  }

  @Test
  void groups() {
    for (int i = 0; i < QUESTIONS; i++) {
      LogFilter filter = filter();
      List<LogReader.Key> keys = keys();
      Map<List<String>, LogModel.Sum> expected = model.group(filter, keys);

      List<LogReader.Group> groups = reader.group(filter, keys, 100_000);

      assertThat(groups)
          .as("%s of %s", keys, filter)
          .extracting(LogReader.Group::values)
          .containsExactlyInAnyOrderElementsOf(expected.keySet());
      assertThat(groups).isSortedAccordingTo((a, b) -> Double.compare(b.requests(), a.requests()));
      groups.forEach(group -> same(group, expected.get(group.values())));
      assertThat(reader.group(filter, keys, 2)).isEqualTo(groups.stream().limit(2).toList());
    }
  }

  @Test
  void durations() {
    for (int i = 0; i < QUESTIONS; i++) {
      LogFilter filter = filter();

      assertThat(reader.durations(filter))
          .as("durations of %s", filter)
          .containsExactly(model.durations(filter), within(1e-6));
    }
  }

  private static void same(LogReader.Group group, LogModel.Sum sum) {
    assertThat(group.rows()).isEqualTo(sum.rows);
    assertThat(group.requests()).isCloseTo(sum.requests, within(1e-6));
    assertThat(group.errors()).isCloseTo(sum.errors, within(1e-6));
    assertThat(group.cost()).isCloseTo(sum.cost, within(1e-6));
    assertThat(group.totals().bytesIn()).isCloseTo(sum.bytesIn, within(1e-3));
    assertThat(group.totals().durationSeconds()).isCloseTo(sum.seconds, within(1e-3));
    assertThat(group.firstMillis()).isEqualTo(sum.firstMillis);
    assertThat(group.lastMillis()).isEqualTo(sum.lastMillis);
    assertThat(group.sampleTraceId()).isEqualTo(sum.traceId);
  }

  private LogFilter filter() {
    List<Matcher> matchers = new ArrayList<>();
    for (int i = random.below(4); i > 0; i--) {
      Matcher.Operator operator = random.one(List.of(Matcher.Operator.values()));
      boolean text = operator == Matcher.Operator.EQUAL || operator == Matcher.Operator.NOT_EQUAL;
      matchers.add(
          new Matcher(random.one(NAMES), operator, random.one(text ? VALUES : EXPRESSIONS)));
    }
    long from = NOON + random.below((int) SPAN);
    TimeRange range =
        random.below(3) == 0 ? new TimeRange(from, from + random.below((int) SPAN)) : ALWAYS;
    return new LogFilter(range, matchers, random.below(4) == 0);
  }

  private List<LogReader.Key> keys() {
    List<LogReader.Key> keys = new ArrayList<>(List.of(LogReader.Key.values()));
    keys.removeIf(key -> random.below(4) != 0);
    return keys;
  }
}
