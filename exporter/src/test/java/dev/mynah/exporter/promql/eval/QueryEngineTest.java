package dev.mynah.exporter.promql.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mynah.exporter.promql.MemoryCounts;
import dev.mynah.exporter.promql.budget.PromqlSettings;
import dev.mynah.exporter.route.RouteBook;
import dev.mynah.exporter.series.QueryRefused;
import dev.mynah.exporter.series.Resolution;
import dev.mynah.exporter.series.Series;
import dev.mynah.ledger.Family;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Values worked out by hand. */
class QueryEngineTest {
  private static final long MINUTE = 60_000;

  /** Midnight of a first of March. */
  private static final long START = 1_772_323_200_000L;

  private final MemoryCounts counts = new MemoryCounts();
  private RouteBook routes = RouteBook.EMPTY;

  @Test
  void increaseIsExactlyWhatWasCounted() {
    Series series = requests("a", "200");
    counts.add(series, START, 7, 0, 0, 0, 0);
    counts.add(series, START + 3 * MINUTE, 5, 0, 0, 0, 0);

    assertThat(at(4, "increase(mynah_http_requests_total[4m])")).containsValue(12.0);
    assertThat(at(4, "increase(mynah_http_requests_total[3m])")).containsValue(5.0);
    assertThat(at(4, "rate(mynah_http_requests_total[1m])").values().iterator().next())
        .isCloseTo(5 / 60.0, within(1e-12));
  }

  @Test
  void aPartOfAMinuteCountsForItsShare() {
    Series series = requests("a", "200");
    counts.add(series, START, 60, 0, 0, 0, 0);
    counts.add(series, START + MINUTE, 120, 0, 0, 0, 0);
    counts.closedUntil(START + 10 * MINUTE);

    Map<String, Double> found = instant(START + 90_000, "increase(mynah_http_requests_total[1m])");

    assertThat(found).containsValue(30.0 + 60.0);
  }

  @Test
  void windowsThatEndJustAfterTheLastClosedMinuteEndWithIt() {
    Series series = requests("a", "200");
    counts.add(series, START, 60, 0, 0, 0, 0);
    counts.add(series, START + MINUTE, 60, 0, 0, 0, 0);

    assertThat(instant(START + 2 * MINUTE + 50_000, "rate(mynah_http_requests_total[2m])"))
        .containsValue(1.0);
  }

  @Test
  void aCounterIsWhatWasCountedSinceTheStoreBeganAndTheOpenMinute() {
    Series series = requests("a", "200");
    counts.add(series, START - 40L * 24 * 60 * MINUTE, 1_000, 0, 0, 0, 0);
    counts.add(series, START, 7, 0, 0, 0, 0);
    counts.addOpen(series, 2, 0, 0, 0, 0);

    assertThat(instant(START + MINUTE, "mynah_http_requests_total")).containsValue(1_007.0);
    assertThat(instant(START + MINUTE + 30_000, "mynah_http_requests_total"))
        .containsValue(1_009.0);
    assertThat(counts.reads).contains(Resolution.MONTH, Resolution.MINUTE);
  }

  @Test
  void whatIsStoredOfTheMinuteUnderWayBelongsToNow() {
    Series series = requests("a", "200");
    counts.add(series, START, 472, 0, 0, 0, 0);
    counts.add(series, START + MINUTE, 200, 0, 0, 0, 0);
    counts.closedUntil(START + MINUTE);
    counts.addOpen(series, 38, 0, 0, 0, 0);

    assertThat(instant(START + MINUTE + 40_000, "mynah_http_requests_total")).containsValue(710.0);
    assertThat(instant(START + MINUTE, "mynah_http_requests_total")).containsValue(472.0);
    assertThat(instant(START + MINUTE + 40_000, "increase(mynah_http_requests_total[1m])"))
        .containsValue(472.0);
  }

  @Test
  void whatWasCountedInNoMinuteBelongsToCountersAndToNoIncrease() {
    Series series = requests("a", "200");
    counts.add(series, START, 7, 0, 0, 0, 0);
    counts.add(series, START + MINUTE, 5, 0, 0, 0, 0);
    counts.addBaseline(series, 1_000, 0, 0, 0, 0);

    assertThat(at(1, "mynah_http_requests_total")).containsValue(1_007.0);
    assertThat(at(2, "mynah_http_requests_total")).containsValue(1_012.0);
    assertThat(at(2, "last_over_time(mynah_http_requests_total[1m])")).containsValue(1_012.0);
    assertThat(at(2, "increase(mynah_http_requests_total[2m])")).containsValue(12.0);
  }

  @Test
  void protocolsAreSummedAndBytesHaveRouteAndOutcomeOnly() {
    Series one = counts.series(Family.REQUESTS, requestLabels("a", "200", "h2"), Map.of());
    Series other = counts.series(Family.REQUESTS, requestLabels("a", "404", "http/1.1"), Map.of());
    counts.add(one, START, 3, 10, 100, 0, 0);
    counts.add(other, START, 4, 20, 200, 0, 0);

    assertThat(at(1, "mynah_http_request_body_bytes_total"))
        .isEqualTo(
            Map.of(
                "{__name__=\"mynah_http_request_body_bytes_total\", instance=\"i\","
                    + " outcome=\"mock\", route=\"a\"}",
                30.0));
    assertThat(at(1, "mynah_http_response_body_bytes_total{protocol=\"\"}")).containsValue(300.0);
    assertThat(at(1, "mynah_http_response_body_bytes_total{protocol=\"h2\"}")).isEmpty();
    assertThat(at(1, "mynah_unmatched_requests_total")).containsValue(0.0);
  }

  @Test
  void delaysAreToldInSecondsAndCostsInTheirUnit() {
    Series delay =
        counts.series(
            Family.counter("mynah_injected_delay_seconds_total", "route"),
            Map.of("route", "a"),
            Map.of());
    Series cost =
        counts.series(Family.counter("mynah_cost_total", "route"), Map.of("route", "a"), Map.of());
    counts.add(delay, START, 1_500_000_000L);
    counts.add(cost, START, 2_500_000L);

    assertThat(at(1, "mynah_injected_delay_seconds_total")).containsValue(1.5);
    assertThat(at(1, "increase(mynah_cost_total[1m])")).containsValue(2.5);
  }

  @Test
  void familiesThatTheCatalogueLacksAreFoundInTheStore() {
    Series series =
        counts.series(
            Family.counter("mynah_new_things_total", "kind"), Map.of("kind", "k"), Map.of());
    counts.add(series, START, 9);

    assertThat(at(1, "sum by (kind) (increase(mynah_new_things_total[1m]))"))
        .isEqualTo(Map.of("{kind=\"k\"}", 9.0));
    assertThat(at(1, "{__name__=~\"mynah_new.*\"}")).hasSize(1);
  }

  @Test
  void aTargetThatWentAwayIsAbsentAfterFiveMinutes() {
    counts.add(requests("a", "200"), START, 1, 0, 0, 0, 0);
    counts.gauge("mynah_ledger_open", Map.of("instance", "i"), START, 1);
    counts.gauge("mynah_ledger_open", Map.of("instance", "other"), START + 20 * MINUTE, 1);
    counts.closedUntil(START + 20 * MINUTE);

    assertThat(at(3, "mynah_http_requests_total")).hasSize(1);
    assertThat(at(3, "up")).isEqualTo(Map.of("{__name__=\"up\", instance=\"i\"}", 1.0));
    assertThat(at(15, "mynah_http_requests_total")).isEmpty();
    assertThat(at(15, "rate(mynah_http_requests_total[5m])")).isEmpty();
    assertThat(at(20, "up")).containsOnlyKeys("{__name__=\"up\", instance=\"other\"}");
  }

  @Test
  void routeInfoComesFromTheBookOfRoutes() {
    counts.add(requests("a", "200"), START, 1, 0, 0, 0, 0);
    routes =
        RouteBook.of(
            List.of(
                new RouteBook.Entry("a", "g", "mock", "u", BigDecimal.ONE, List.of("GET"), "/a")));

    assertThat(at(1, "mynah_route_info"))
        .isEqualTo(
            Map.of(
                "{__name__=\"mynah_route_info\", group=\"g\", instance=\"i\", mode=\"mock\","
                    + " route=\"a\", upstream=\"u\"}",
                1.0));
  }

  @Test
  void daysAreReadWhereAWindowHoldsWholeOnes() {
    Series series = requests("a", "200");
    for (int hour = 0; hour < 24 * 5; hour++) {
      counts.add(series, START + hour * 60 * MINUTE, 1, 0, 0, 0, 0);
    }
    counts.closedUntil(START + 24L * 5 * 60 * MINUTE);
    counts.reads.clear();

    Map<String, Double> found =
        at(24 * 5 * 60 - 30, "sum(increase(mynah_http_requests_total[4d]))");

    assertThat(found).containsValue(96.0);
    assertThat(counts.reads)
        .contains(Resolution.DAY, Resolution.HOUR, Resolution.MINUTE)
        .hasSizeLessThan(8);
  }

  @Test
  void whatHasNotBeenSummedUpYetIsReadByTheMinute() {
    counts.add(requests("a", "200"), START, 4, 0, 0, 0, 0);
    counts.closedUntil(START + 24L * 3 * 60 * MINUTE);
    counts.notSummedUp();

    assertThat(at(24 * 3 * 60, "increase(mynah_http_requests_total[4d])")).containsValue(4.0);
  }

  @Test
  void whereMinutesAreNotKeptHoursAreSharedOut() {
    Series series = requests("a", "200");
    counts.add(series, START, 120, 0, 0, 0, 0);
    counts.closedUntil(START + 24 * 60 * MINUTE);
    counts.minutesFrom(START + 12 * 60 * MINUTE);

    assertThat(at(30, "increase(mynah_http_requests_total[15m])")).containsValue(30.0);
  }

  @Test
  void manyElementsForOneMustBeAskedFor() {
    counts.add(requests("a", "200"), START, 1, 0, 0, 0, 0);
    counts.add(requests("a", "404"), START, 3, 0, 0, 0, 0);
    String ratio =
        "mynah_http_requests_total / on (route) %s sum by (route) (mynah_http_requests_total)";

    assertThatThrownBy(() -> at(1, ratio.formatted("")))
        .isInstanceOf(QueryRefused.class)
        .hasMessageContaining("many-to-one matching must be explicit");
    assertThat(at(1, ratio.formatted("group_left ()")).values())
        .containsExactlyInAnyOrder(0.25, 0.75);
  }

  @Test
  void elementsThatComeToBeTheSameAreRefused() {
    counts.add(requests("a", "200"), START, 1, 0, 0, 0, 0);
    counts.add(requests("b", "200"), START, 1, 0, 0, 0, 0);

    assertThatThrownBy(
            () ->
                at(
                    1,
                    "label_replace(mynah_http_requests_total, \"route\", \"x\", \"route\","
                        + " \".*\")"))
        .hasMessage("vector cannot contain metrics with the same labelset");
  }

  @Test
  void resultsOfTopkComeLargestFirst() {
    counts.add(requests("a", "200"), START, 1, 0, 0, 0, 0);
    counts.add(requests("b", "200"), START, 3, 0, 0, 0, 0);
    counts.add(requests("c", "200"), START, 2, 0, 0, 0, 0);

    QueryAnswer answer =
        engine().answer("topk(2, mynah_http_requests_total)", Grid.instant(START + MINUTE), 5_000);

    assertThat(((Result.Lines) answer.result()).lines())
        .extracting(line -> line.labels().get("route"))
        .containsExactly("b", "c");
  }

  @Test
  void anEmptyStoreAnswersNothing() {
    MemoryCounts empty = new MemoryCounts();
    QueryEngine engine =
        new QueryEngine(empty, () -> RouteBook.EMPTY, PromqlSettings.DEFAULT, System::nanoTime);

    for (String query :
        List.of(
            "mynah_http_requests_total",
            "sum(rate(mynah_http_requests_total[5m]))",
            "histogram_quantile(0.9, sum by (le)"
                + " (rate(mynah_http_request_duration_seconds_bucket[5m])))",
            "up",
            "changes(mynah_http_requests_total[5m])")) {
      Result result = engine.answer(query, Grid.instant(START), 5_000).result();
      assertThat(((Result.Lines) result).lines()).as(query).isEmpty();
    }
  }

  @Test
  void timesFarAwayCostNothing() {
    counts.add(requests("a", "200"), START, 1, 0, 0, 0, 0);
    Grid farAway = Grid.range(0, 1_767_225_600_000_000L, 1_767_225_600_000L);

    QueryAnswer answer =
        engine().answer("sum(increase(mynah_http_requests_total[1h]))", farAway, 5_000);

    assertThat(answer.result()).isInstanceOf(Result.Lines.class);
  }

  private Series requests(String route, String code) {
    return counts.series(Family.REQUESTS, requestLabels(route, code, "h2"), Map.of());
  }

  private static Map<String, String> requestLabels(String route, String code, String protocol) {
    return Map.of(
        "route",
        route,
        "method",
        "GET",
        "code",
        code,
        "outcome",
        "mock",
        "protocol",
        protocol,
        "instance",
        "i");
  }

  private Map<String, Double> at(int minute, String query) {
    return instant(START + minute * MINUTE, query);
  }

  private Map<String, Double> instant(long time, String query) {
    Result result = engine().answer(query, Grid.instant(time), 10_000).result();
    Map<String, Double> values = new TreeMap<>();
    ((Result.Lines) result)
        .lines()
        .forEach(line -> values.put(line.labels().toString(), line.values()[0]));
    return values;
  }

  private QueryEngine engine() {
    return new QueryEngine(counts, () -> routes, PromqlSettings.DEFAULT, System::nanoTime);
  }
}
