package dev.mynah.exporter.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.exporter.fake.MadeUpTraffic;
import dev.mynah.ledger.journal.HitEvent;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Percentiles against the sorted list of all durations. */
class LatencyTest {
  private static final List<Integer> SHARES = List.of(50, 90, 95, 99);

  @Test
  void truePercentilesLieWithinTheirBounds() throws Exception {
    for (int seed = 0; seed < 20; seed++) {
      MadeUpTraffic traffic = new MadeUpTraffic(seed, 1 + seed * seed * 10, 10);
      AskedApi api = new AskedApi(traffic);

      JsonNode counted = api.get("latency?from=-20d&step=1M").get("totals").get(0);
      JsonNode sampled = api.get("latency?from=-20d&step=1M&method=GET").get("totals").get(0);

      check(counted, durations(traffic, hit -> true));
      check(sampled, durations(traffic, hit -> hit.request().method().equals("GET")));
    }
  }

  @Test
  void spansAndGroupsHaveTheirOwn() throws Exception {
    MadeUpTraffic traffic = new MadeUpTraffic(5, 3_000, 3);
    AskedApi api = new AskedApi(traffic);

    JsonNode rows = api.get("latency?from=-4d&step=1d&by=route").get("data");

    int seen = 0;
    for (JsonNode row : rows) {
      long from = row.get("time").asLong();
      String route = row.get("name").asText();
      check(
          row,
          durations(
              traffic,
              hit ->
                  hit.request().route().equals(route)
                      && hit.timeMillis() >= from
                      && hit.timeMillis() < from + 86_400_000L));
      seen += row.get("count").asInt();
    }
    assertThat(seen).isEqualTo(3_000);
  }

  @Test
  void boundsAreAtMostAnEighthApart() throws Exception {
    MadeUpTraffic traffic = new MadeUpTraffic(9, 3_000, 3);

    JsonNode total = new AskedApi(traffic).get("latency?from=-4d").get("totals").get(0);

    for (int share : SHARES) {
      double low = total.get("p" + share + "_low").asDouble();
      double high = total.get("p" + share + "_high").asDouble();
      assertThat(high / low).isLessThanOrEqualTo(1.125 + 1e-9);
    }
  }

  private static void check(JsonNode row, double[] sorted) {
    assertThat(row.get("count").asInt()).isEqualTo(sorted.length);
    if (sorted.length == 0) {
      assertThat(row.get("p50").isNull()).isTrue();
      return;
    }
    double mean = java.util.Arrays.stream(sorted).average().orElse(0);
    assertThat(row.get("avg").asDouble()).isCloseTo(mean, within(mean * 1e-9));
    assertThat(row.get("min").asDouble()).isLessThanOrEqualTo(sorted[0]);
    assertThat(row.get("max").asDouble()).isGreaterThanOrEqualTo(sorted[sorted.length - 1]);
    for (int share : SHARES) {
      double actual = sorted[(int) Math.ceil(sorted.length * share / 100.0) - 1];
      String name = "p" + share;
      assertThat(actual)
          .as(name)
          .isBetween(row.get(name + "_low").asDouble(), row.get(name + "_high").asDouble());
      assertThat(row.get(name).asDouble())
          .isBetween(row.get(name + "_low").asDouble(), row.get(name + "_high").asDouble());
    }
  }

  private static double[] durations(MadeUpTraffic traffic, Predicate<HitEvent> which) {
    return traffic.hits.stream()
        .filter(which)
        .mapToDouble(hit -> hit.spent().totalNanos() / 1e9)
        .sorted()
        .toArray();
  }
}
