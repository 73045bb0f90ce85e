package dev.mynah.exporter.promql.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mynah.exporter.promql.MemoryCounts;
import dev.mynah.exporter.promql.budget.PromqlSettings;
import dev.mynah.exporter.route.RouteBook;
import dev.mynah.ledger.Family;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds whatever was counted. */
class QueryLawsTest {
  private static final long START = 1_772_323_200_000L;
  private static final long MINUTE = 60_000;
  private static final String METRIC = "mynah_http_requests_total";

  @Property(tries = 60)
  void increasesOfNeighbouringWindowsAddUp(
      @ForAll @Size(min = 5, max = 60) List<@IntRange(max = 1_000) Integer> perMinute,
      @ForAll @IntRange(min = 1, max = 3_000) int firstSeconds,
      @ForAll @IntRange(min = 1, max = 3_000) int secondSeconds) {
    QueryEngine engine = engine(perMinute);
    long end = START + perMinute.size() * MINUTE;

    double first =
        sum(
            engine,
            end - secondSeconds * 1_000L,
            "increase(" + METRIC + "[" + firstSeconds + "s])");
    double second = sum(engine, end, "increase(" + METRIC + "[" + secondSeconds + "s])");
    double both =
        sum(engine, end, "increase(" + METRIC + "[" + (firstSeconds + secondSeconds) + "s])");

    assertThat(first + second).isCloseTo(both, within(1e-6));
  }

  @Property(tries = 40)
  void groupsSumUpToTheWhole(
      @ForAll @Size(min = 3, max = 40) List<@IntRange(max = 1_000) Integer> perMinute) {
    QueryEngine engine = engine(perMinute);
    long end = START + perMinute.size() * MINUTE;
    String rate = "rate(" + METRIC + "[7m])";

    double whole = sum(engine, end, rate);

    assertThat(sum(engine, end, "sum(" + rate + ")")).isCloseTo(whole, within(1e-9));
    assertThat(sum(engine, end, "sum by (code) (" + rate + ")")).isCloseTo(whole, within(1e-9));
    assertThat(sum(engine, end, "sum without (route) (" + rate + ")"))
        .isCloseTo(whole, within(1e-9));
    assertThat(sum(engine, end, "avg(" + rate + ") * count(" + rate + ")"))
        .isCloseTo(whole, within(1e-9));
  }

  @Property(tries = 40)
  void setOperatorsAreThoseOfSets(
      @ForAll @IntRange(max = 3) int a, @ForAll @IntRange(max = 3) int b) {
    QueryEngine engine = engine(List.of(5, 6, 7));
    long end = START + 3 * MINUTE;
    String left = METRIC + "{route=~\"r[0-" + a + "]\"}";
    String right = METRIC + "{route=~\"r[" + b + "-3]\"}";
    Set<String> lefts = keys(engine, end, left);
    Set<String> rights = keys(engine, end, right);

    Set<String> union = new TreeSet<>(lefts);
    union.addAll(rights);
    Set<String> common = new TreeSet<>(lefts);
    common.retainAll(rights);
    Set<String> rest = new TreeSet<>(lefts);
    rest.removeAll(rights);

    assertThat(keys(engine, end, left + " or " + right)).isEqualTo(union);
    assertThat(keys(engine, end, left + " and " + right)).isEqualTo(common);
    assertThat(keys(engine, end, left + " unless " + right)).isEqualTo(rest);
  }

  private static QueryEngine engine(List<Integer> perMinute) {
    MemoryCounts counts = new MemoryCounts();
    for (int route = 0; route < 4; route++) {
      var series =
          counts.series(
              Family.REQUESTS,
              Map.of(
                  "route",
                  "r" + route,
                  "method",
                  "GET",
                  "code",
                  route % 2 == 0 ? "200" : "404",
                  "outcome",
                  "mock",
                  "protocol",
                  "h2"),
              Map.of());
      for (int m = 0; m < perMinute.size(); m++) {
        counts.add(series, START + m * MINUTE, (long) perMinute.get(m) * (route + 1), 0, 0, 0, 0);
      }
    }
    return new QueryEngine(counts, () -> RouteBook.EMPTY, PromqlSettings.DEFAULT, System::nanoTime);
  }

  private static double sum(QueryEngine engine, long time, String query) {
    return values(engine, time, query).values().stream().mapToDouble(Double::doubleValue).sum();
  }

  private static Set<String> keys(QueryEngine engine, long time, String query) {
    return values(engine, time, query).keySet();
  }

  private static Map<String, Double> values(QueryEngine engine, long time, String query) {
    Result result = engine.answer(query, Grid.instant(time), 10_000).result();
    Map<String, Double> values = new TreeMap<>();
    ((Result.Lines) result)
        .lines()
        .forEach(line -> values.put(line.labels().toString(), line.values()[0]));
    return values;
  }
}
