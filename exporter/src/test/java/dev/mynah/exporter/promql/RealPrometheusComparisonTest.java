package dev.mynah.exporter.promql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mynah.exporter.promql.budget.PromqlSettings;
import dev.mynah.metrics.PrometheusServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A real Prometheus and this API are told the same traffic and asked the same queries.
 *
 * <p>On whole minutes both have to say the same, to a millionth: there Prometheus has nothing to
 * extrapolate. Between minutes it extrapolates from the whole minutes inside a window, while the
 * API takes a minute's share: then rates and what is made of them may differ by a twentieth at
 * most, for windows of five minutes and traffic that is steady.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealPrometheusComparisonTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long FROM = 1_767_225_600_000L;
  private static final int MINUTES = 30 * 60;
  private static final long END = FROM + MINUTES * 60_000L;
  private static final double EXACT = 1e-6;
  private static final double BETWEEN_MINUTES = 0.05;

  private ApiFixture api;
  private PrometheusServer prometheus;

  @BeforeAll
  void tellBoth() throws Exception {
    ScriptedTraffic traffic = new ScriptedTraffic(FROM, MINUTES);
    api = new ApiFixture(traffic.counts, END, PromqlSettings.DEFAULT.withCells(20_000_000));
    prometheus = PrometheusServer.remembering(traffic.openMetrics());
  }

  @AfterAll
  void end() {
    if (prometheus != null) {
      prometheus.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mynah_http_requests_total",
        "sum(mynah_http_requests_total)",
        "mynah_unmatched_requests_total",
        "sum by (route) (rate(mynah_http_requests_total[5m]))",
        "sum by (code) (rate(mynah_http_requests_total{job=~\"mynah\",instance=~\".+\"}[5m]))",
        "sum by (outcome) (increase(mynah_http_requests_total[1h]))",
        "sum by (pod) (increase(mynah_http_requests_total[1h]))",
        "sum by (namespace, pod) (rate(mynah_http_request_body_bytes_total[10m]))",
        "sum(rate(mynah_http_response_body_bytes_total{route=\"orders\"}[5m]))",
        "rate(mynah_http_requests_total{code=~\"5..\"}[15m])",
        "irate(mynah_injected_delay_seconds_total[5m])",
        "sum(rate(mynah_http_requests_total{code=~\"5..\"}[15m])) /"
            + " sum(rate(mynah_http_requests_total[15m]))",
        "sum by (route) (rate(mynah_http_requests_total{code=~\"5..\"}[30m])) / sum by (route)"
            + " (rate(mynah_http_requests_total[30m]))",
        "1 - sum(rate(mynah_http_requests_total{outcome=\"proxied\"}[5m])) /"
            + " sum(rate(mynah_http_requests_total[5m]))",
        "sum(rate(mynah_http_requests_total{code=\"999\"}[5m])) or vector(0)",
        "histogram_quantile(0.99, sum by (le)"
            + " (rate(mynah_http_request_duration_seconds_bucket[5m])))",
        "histogram_quantile(0.5, sum by (le, route)"
            + " (rate(mynah_http_request_duration_seconds_bucket[5m])))",
        "histogram_quantile(0.95,"
            + " rate(mynah_upstream_request_duration_seconds_bucket{upstream=\"users-api\"}[5m]))",
        "histogram_quantile(0.9, sum(rate(mynah_http_request_duration_seconds[5m]))) or"
            + " histogram_quantile(0.9, sum by (le)"
            + " (rate(mynah_http_request_duration_seconds_bucket[5m])))",
        "sum(rate(mynah_http_request_duration_seconds_sum[5m])) /"
            + " sum(rate(mynah_http_request_duration_seconds_count[5m]))",
        "sum(rate(mynah_http_request_duration_seconds_bucket{le=\"0.032\"}[5m])) /"
            + " sum(rate(mynah_http_request_duration_seconds_count[5m]))",
        "topk(2, sum by (route, outcome) (rate(mynah_http_requests_total[5m])))",
        "bottomk(1, sum by (route) (rate(mynah_http_requests_total[5m])))",
        "count(count by (route) (mynah_http_requests_total))",
        "avg by (job) (rate(mynah_http_requests_total[5m]))",
        "max without (pod, instance) (rate(mynah_http_requests_total[5m]))",
        "stddev by (route) (rate(mynah_http_requests_total[5m]))",
        "quantile(0.5, rate(mynah_http_requests_total[5m]))",
        "group by (route) (mynah_http_requests_total)",
        "label_replace(sum by (route) (rate(mynah_http_requests_total[5m])), \"name\", \"r-$1\","
            + " \"route\", \"(.).*\")",
        "label_join(sum by (route, pod) (rate(mynah_http_requests_total[5m])), \"both\", \"/\","
            + " \"pod\", \"route\")",
        "sum by (group) (sum by (pod, route) (rate(mynah_http_requests_total[5m])) * on (pod,"
            + " route) group_left (group) mynah_route_info)",
        "sum by (route) (rate(mynah_http_requests_total[5m])) > 3",
        "sum by (route) (rate(mynah_http_requests_total[5m])) > bool 3",
        "sum by (route) (rate(mynah_http_requests_total[5m])) and sum by (route)"
            + " (rate(mynah_http_requests_total{code=~\"4..\"}[5m]) > 0)",
        "sum by (route) (rate(mynah_http_requests_total[5m])) unless on (route)"
            + " mynah_http_requests_total{outcome=\"mock\"}",
        "sum(rate(mynah_http_requests_total[5m] offset 1h))",
        "sum(rate(mynah_http_requests_total[5m])) / sum(rate(mynah_http_requests_total[5m] offset"
            + " 2h))",
        "sum by (reason) (increase(mynah_http_request_failures_total[1h])) > 0",
        "clamp_min(sum(rate(mynah_http_requests_total[5m])), 5)",
        "clamp_max(sum(rate(mynah_http_requests_total[5m])), 2)",
        "round(sum(increase(mynah_http_requests_total[30m])))",
        "abs(-sum(rate(mynah_http_requests_total[5m]))) + scalar(floor(vector(2.5))) -"
            + " scalar(ceil(vector(1.2)))",
        "ln(sum(mynah_http_requests_total)) + scalar(log2(vector(8))) *"
            + " sqrt(sum(rate(mynah_http_requests_total[5m])))",
        "count_values(\"running\", up)",
        "sum(up)",
        "up == 0",
        "absent(up)",
        "absent(mynah_nothing_like_it{job=\"mynah\"})",
        "sum by (pod) (mynah_http_requests_in_flight)",
        "mynah_route_info * 2",
        "min by (pod) (mynah_config_last_reload_successful)",
        "scalar(sum(mynah_http_requests_in_flight)) * 2",
        "time() - 5",
        "hour() + minute() + day_of_week()",
        "vector(1)",
      })
  void bothSayTheSameOnWholeMinutes(String query) {
    compare(query, FROM + 26 * 3_600_000L, END - 3_600_000L, 600, EXACT);
  }

  /** Windows of Prometheus 2 hold the sample at their start too, so these are asked in between. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "avg_over_time(mynah_http_requests_in_flight[10m])",
        "max_over_time(mynah_http_requests_in_flight{pod=\"a\"}[10m])",
        "min_over_time(mynah_config_last_reload_successful[1h])",
        "sum_over_time(up[10m])",
        "count_over_time(mynah_http_requests_in_flight[1h])",
        "quantile_over_time(0.9, mynah_http_requests_in_flight[30m])",
        "stddev_over_time(mynah_http_requests_in_flight[30m])",
        "last_over_time(mynah_http_requests_in_flight[5m])",
        "present_over_time(up[5m])",
        "changes(mynah_config_last_reload_successful[1h])",
        "resets(mynah_http_requests_in_flight[1h])",
        "delta(mynah_http_requests_in_flight[10m])",
        "idelta(mynah_http_requests_in_flight[10m])",
        "deriv(mynah_http_requests_in_flight[10m])",
        "predict_linear(process_resident_memory_bytes[1h], 3600)",
        "rate(process_cpu_seconds_total[5m])",
        "sum by (pod) (increase(process_cpu_seconds_total[10m]))",
        "changes(mynah_http_requests_total{route=\"orders\"}[30m])",
        "resets(mynah_http_requests_total[1h])",
        "delta(mynah_injected_delay_seconds_total[10m])",
        "max_over_time(mynah_unmatched_requests_total[30m])",
        "absent_over_time(mynah_http_requests_in_flight[5m])",
        "timestamp(mynah_http_requests_in_flight)",
        "timestamp(mynah_unmatched_requests_total)",
        "mynah_http_requests_total{route=\"users\"}",
        "{__name__=~\"mynah_(unmatched_requests_total|connections|http_requests_in_flight)\"}",
        "mynah_http_requests_in_flight @ 1767312000",
        "sum(mynah_http_requests_total) - sum(mynah_http_requests_total offset 1h)",
      })
  void samplesAreTreatedAlike(String query) {
    compare(query, FROM + 26 * 3_600_000L + 17_000, END - 3_600_000L, 617, EXACT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sum by (route) (rate(mynah_http_requests_total{code=\"200\"}[5m]))",
        "sum by (pod) (increase(mynah_http_requests_total[10m]))",
        "rate(mynah_injected_delay_seconds_total[5m])",
        "sum(rate(mynah_http_request_duration_seconds_sum[5m])) /"
            + " sum(rate(mynah_http_request_duration_seconds_count[5m]))",
        "histogram_quantile(0.99, sum by (le)"
            + " (rate(mynah_http_request_duration_seconds_bucket[5m])))",
        "sum(rate(mynah_http_requests_total{outcome=\"cache\"}[5m])) /"
            + " sum(rate(mynah_http_requests_total[5m]))",
        "sum(increase(mynah_http_requests_total[24h]))",
      })
  void betweenMinutesTheyAreWithinTheTolerance(String query) {
    compare(query, FROM + 26 * 3_600_000L + 13_000, END - 3_600_000L, 613, BETWEEN_MINUTES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sum by (route) (increase(mynah_http_requests_total[1h]))",
        "sum(rate(mynah_http_requests_total[2h]))",
        "histogram_quantile(0.9, sum by (le)"
            + " (rate(mynah_http_request_duration_seconds_bucket[1h])))",
      })
  void hoursReadFromSumsOfHoursAgree(String query) {
    compare(query, FROM + 3 * 3_600_000L, END, 3_600, EXACT);
  }

  private void compare(String query, long start, long end, int step, double tolerance) {
    String parameters =
        "query_range?query="
            + ApiFixture.encoded(query)
            + "&start="
            + start / 1_000
            + "&end="
            + end / 1_000
            + "&step="
            + step;
    Map<String, Map<Long, Double>> theirs =
        series(read(prometheus.ask("/api/v1/" + parameters).body()));
    Map<String, Map<Long, Double>> ours = series(api.get("/api/v1/" + parameters).json());

    assertThat(ours.keySet()).as(query).isEqualTo(theirs.keySet());
    List<String> wrong = new ArrayList<>();
    theirs.forEach(
        (labels, values) -> {
          Map<Long, Double> mine = ours.get(labels);
          assertThat(mine.keySet()).as(query + labels).isEqualTo(values.keySet());
          values.forEach(
              (time, value) -> {
                double found = mine.get(time);
                if (!(Double.isNaN(value) && Double.isNaN(found))
                    && !(Math.abs(found - value) <= tolerance * Math.abs(value) + 1e-9)) {
                  wrong.add(labels + "@" + time + ": " + found + ", Prometheus " + value);
                }
              });
        });
    assertThat(wrong).as(query).isEmpty();
    assertThat(theirs.isEmpty() && tolerance == BETWEEN_MINUTES)
        .as("something was compared")
        .isFalse();
  }

  private static boolean isEmpty(String query) {
    return Set.of("up == 0", "absent(up)").contains(query) || query.startsWith("absent_over_time");
  }

  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (Exception notJson) {
      throw new AssertionError(text, notJson);
    }
  }

  private static Map<String, Map<Long, Double>> series(JsonNode answer) {
    assertThat(answer.path("status").asText()).as(answer.toString()).isEqualTo("success");
    Map<String, Map<Long, Double>> series = new TreeMap<>();
    for (JsonNode each : answer.path("data").path("result")) {
      Map<String, String> labels = new TreeMap<>();
      each.path("metric").properties().forEach(l -> labels.put(l.getKey(), l.getValue().asText()));
      Map<Long, Double> values = new TreeMap<>();
      for (JsonNode pair : each.path("values")) {
        String text = pair.path(1).asText();
        values.put(
            Math.round(pair.path(0).asDouble() * 1_000),
            text.endsWith("Inf")
                ? (text.startsWith("-") ? -1 : 1) * Double.POSITIVE_INFINITY
                : Double.parseDouble(text));
      }
      series.put(labels.toString(), values);
    }
    return series;
  }
}
