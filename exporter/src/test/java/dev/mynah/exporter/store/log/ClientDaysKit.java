package dev.mynah.exporter.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mynah.exporter.log.LogEntry;
import dev.mynah.exporter.log.LogFilter;
import dev.mynah.exporter.log.LogReader;
import dev.mynah.exporter.series.Matcher;
import dev.mynah.exporter.series.TimeRange;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clients and missing paths by day, once the log does not reach back far enough. */
abstract class ClientDaysKit extends LogKit {
  private static final long DAY_START = Days.of(NOON) * Days.MILLIS;

  @Override
  LogLimits limits() {
    return new LogLimits(5, 3, 1_000_000, 1_000);
  }

  @Test
  void theLogAnswersWhileItReachesBackFarEnough() {
    add(SampleRequests.by("10.0.0.1", "ada", NOON));

    LogReader.Basis basis = reader.basis(all(), List.of(LogReader.Key.CLIENT));

    assertThat(basis).isEqualTo(new LogReader.Basis(LogReader.Grain.ENTRIES, ALWAYS, true));
  }

  @Test
  void wholeDaysAnswerWhenTheLogIsShorter() {
    add(SampleRequests.by("10.0.0.1", "ada", NOON), SampleRequests.by("10.0.0.2", "bob", NOON));
    add(SampleRequests.by("10.0.0.1", "ada", NOON + 5));
    add(SampleRequests.SOURCE, List.of(), 1);
    new LogRetention(database).shrink(1);
    LogFilter filter = new LogFilter(new TimeRange(NOON, NOON + 1_000), List.of(), false);

    List<LogReader.Group> groups =
        reader.group(filter, List.of(LogReader.Key.CONSUMER, LogReader.Key.ROUTE), 10);
    LogReader.Basis basis = reader.basis(filter, List.of(LogReader.Key.CONSUMER));

    assertThat(groups)
        .extracting(LogReader.Group::values)
        .containsExactly(List.of("ada", "get-user"), List.of("bob", "get-user"));
    assertThat(groups.get(0).rows()).isEqualTo(2);
    assertThat(groups.get(0).requests()).isEqualTo(2);
    assertThat(groups.get(0).totals().bytesOut()).isEqualTo(400);
    assertThat(groups.get(0).totals().durationSeconds()).isCloseTo(0.004, within(1e-9));
    assertThat(groups.get(0).lastMillis()).isEqualTo(NOON + 5);
    assertThat(basis)
        .isEqualTo(
            new LogReader.Basis(
                LogReader.Grain.DAYS, new TimeRange(DAY_START, DAY_START + Days.MILLIS), false));
  }

  @Test
  void aRangeWithoutEndIsAnswered() {
    add(SampleRequests.by("10.0.0.1", "ada", NOON));
    new LogRetention(database).shrink(1);
    LogFilter filter = new LogFilter(new TimeRange(0, Long.MAX_VALUE), List.of(), false);

    assertThat(reader.group(filter, List.of(LogReader.Key.CLIENT), 10)).hasSize(1);
    assertThat(reader.basis(filter, List.of(LogReader.Key.CLIENT)).range().toMillis())
        .isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void daysAreFilteredByClientRouteAndSource() {
    add(SampleRequests.by("10.0.0.1", "ada", NOON), SampleRequests.by("10.0.0.2", "bob", NOON));
    add("source-b", List.of(SampleRequests.by("10.0.0.3", "eve", NOON)), 0);
    new LogRetention(database).shrink(1);

    assertThat(consumers(Matcher.equal("client", "10.0.0.2"))).containsExactly("bob");
    assertThat(consumers(new Matcher("consumer", Matcher.Operator.REGEX, "[ab].*")))
        .containsExactlyInAnyOrder("ada", "bob");
    assertThat(consumers(Matcher.equal("source", "source-b"))).containsExactly("eve");
    assertThat(consumers(Matcher.equal("route", "elsewhere"))).isEmpty();
    assertThat(consumers(new Matcher("route", Matcher.Operator.NOT_EQUAL, "elsewhere"))).hasSize(3);
  }

  @Test
  void clientsBeyondTheBoundAreCountedTogether() {
    List<LogEntry> many = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      many.add(SampleRequests.by("10.0.0." + i, "c" + i, NOON));
    }
    add(many);
    add(many);
    new LogRetention(database).shrink(1);

    List<LogReader.Group> groups = reader.group(all(), List.of(LogReader.Key.CLIENT), 100);

    assertThat(groups).hasSize(6);
    assertThat(groups.get(0).values()).containsExactly(Kind.OVERFLOW);
    assertThat(groups.get(0).requests()).isEqualTo(14);
    assertThat(groups.stream().mapToDouble(LogReader.Group::requests).sum()).isEqualTo(24);
  }

  @Test
  void missingPathsComeFromTheLogAndThenFromDays() {
    add(
        SampleRequests.unmatched("/a", NOON),
        SampleRequests.unmatched("/b", NOON + 1),
        SampleRequests.unmatched("/a", NOON + 2),
        SampleRequests.by("10.0.0.1", "ada", NOON));
    LogReader.MissingPath most = new LogReader.MissingPath("GET", "/a", 2, NOON, NOON + 2);
    LogReader.MissingPath other = new LogReader.MissingPath("GET", "/b", 1, NOON + 1, NOON + 1);

    List<LogReader.MissingPath> fromLog = reader.missingPaths(all(), 10);
    List<LogReader.MissingPath> matching =
        reader.missingPaths(all(new Matcher("path", Matcher.Operator.REGEX, "/b.*")), 10);
    new LogRetention(database).shrink(1);

    assertThat(fromLog).containsExactly(most, other);
    assertThat(matching).containsExactly(other);
    assertThat(reader.missingPaths(all(), 10)).containsExactly(most, other);
    assertThat(reader.missingPaths(all(), 1)).containsExactly(most);
    assertThat(reader.missingPaths(all(Matcher.equal("path", "/b")), 10)).containsExactly(other);
    assertThat(reader.basis(all(), List.of()).grain()).isEqualTo(LogReader.Grain.DAYS);
  }

  @Test
  void missingPathsBeyondTheBoundAreCountedTogether() {
    List<LogEntry> many = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      many.add(SampleRequests.unmatched("/scan/" + i, NOON));
    }
    add(many);
    add(many);
    new LogRetention(database).shrink(1);

    List<LogReader.MissingPath> paths = reader.missingPaths(all(), 100);

    assertThat(paths).hasSizeLessThanOrEqualTo(4);
    assertThat(paths.get(0).path()).isEqualTo(Kind.OVERFLOW);
    assertThat(paths.stream().mapToDouble(LogReader.MissingPath::requests).sum()).isEqualTo(18);
  }

  private List<String> consumers(Matcher matcher) {
    return reader.group(all(matcher), List.of(LogReader.Key.CONSUMER), 10).stream()
        .map(group -> group.values().get(0))
        .toList();
  }
}
