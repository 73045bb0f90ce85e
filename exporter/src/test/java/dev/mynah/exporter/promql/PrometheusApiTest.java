package dev.mynah.exporter.promql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.exporter.log.LogEntry;
import dev.mynah.exporter.promql.ApiFixture.Answer;
import dev.mynah.exporter.promql.budget.PromqlSettings;
import dev.mynah.ledger.journal.HitEvent;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Grafana's data source asks, and the answers in Prometheus' form. */
class PrometheusApiTest {
  private static final long FROM = 1_767_225_600_000L;
  private static final long END = FROM + 120 * 60_000L;

  private final ScriptedTraffic traffic = new ScriptedTraffic(FROM, 120);
  private final ApiFixture api = new ApiFixture(traffic.counts, END, PromqlSettings.DEFAULT);

  @Test
  void theHealthCheckOfGrafanaIsAnswered() {
    Answer answer = api.post("/api/v1/query", "query=1%2B1&time=4");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text())
        .isEqualTo(
            "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[4,\"2\"]}}");
  }

  @Test
  void theProbeForExemplarsIsAnsweredEmpty() {
    Answer answer =
        api.get("/api/v1/query_exemplars?query=test&start=1767225600000&end=1767232800000");

    assertThat(answer.text()).isEqualTo("{\"status\":\"success\",\"data\":[]}");
  }

  @Test
  void aRangeIsAMatrixSortedByLabels() {
    Answer answer =
        api.get(
            "/api/v1/query_range?query="
                + ApiFixture.encoded("sum by (pod) (increase(mynah_http_requests_total[2m]))")
                + "&start="
                + (END / 1_000 - 60)
                + "&end=2026-01-01T02:00:00Z&step=30s");

    assertThat(answer.json().at("/data/resultType").asText()).isEqualTo("matrix");
    assertThat(answer.json().at("/data/result")).hasSize(2);
    assertThat(answer.json().at("/data/result/0/metric/pod").asText()).isEqualTo("a");
    assertThat(answer.json().at("/data/result/0/values")).hasSize(3);
    assertThat(answer.json().at("/data/result/0/values/0/0").asLong()).isEqualTo(END / 1_000 - 60);
    assertThat(answer.json().at("/infos").toString()).contains("by minute", "exact sums");
  }

  @Test
  void infosCanBeTurnedOff() {
    Answer answer = api.get("/api/v1/query?infos=off&query=rate(mynah_http_requests_total[5m])");

    assertThat(answer.json().has("infos")).isFalse();
  }

  @Test
  void millisecondsOfATimeAreKept() {
    Answer answer = api.get("/api/v1/query?query=time()&time=1767225600.25");

    assertThat(answer.text()).contains("[1767225600.250,\"1767225600.25\"]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          query?query=                               | 400 | bad_data  | invalid parameter "query": cannot be empty
          query?query=1%2B                           | 400 | bad_data  | invalid parameter "query": 1:3: parse error: unexpected end of input
          query?query=1&time=never                   | 400 | bad_data  | invalid parameter "time": cannot parse "never" to a valid timestamp
          query?query=holt_winters(x[5m],1,1)        | 422 | execution | 1:1: function "holt_winters" is not supported by Mynah's query API
          query_range?query=1&start=1&end=0&step=1   | 400 | bad_data  | invalid parameter "end": end timestamp must not be before start time
          query_range?query=1&start=0&end=1&step=0   | 400 | bad_data  | invalid parameter "step": zero or negative query resolution step widths are not accepted. Try a positive integer
          query_range?query=1&start=0&end=20000&step=1 | 400 | bad_data | exceeded maximum resolution of 11000 points per timeseries. Try decreasing the query resolution (?step=XX)
          query_range?query=up[5m]&start=0&end=1&step=1 | 400 | bad_data | invalid parameter "query": invalid expression type "range vector" for range query, must be Scalar or instant Vector
          series                                     | 400 | bad_data  | no match[] parameter provided
          labels?match[]=%7B                         | 400 | bad_data  | invalid parameter "match[]": 1:2: parse error: unexpected end of input in label matching, expected identifier or "}"
          label/a-b/values                           | 400 | bad_data  | invalid label name: "a-b"
          """)
  void refusalsHaveAStatusATypeAndASentence(String path, int status, String type, String error) {
    Answer answer = api.get("/api/v1/" + path);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().path("status").asText()).isEqualTo("error");
    assertThat(answer.json().path("errorType").asText()).isEqualTo(type);
    assertThat(answer.json().path("error").asText()).isEqualTo(error);
  }

  @Test
  void requestsAndRefusalsAreCounted() {
    api.get("/api/v1/query?query=1");
    api.get("/api/v1/query?query=holt_winters(x[5m],1,1)");
    api.get("/api/v1/label/route/values");

    assertThat(api.observed)
        .containsExactly("query 200", "refused unsupported", "query 422", "label_values 200");
  }

  @Test
  void valuesOfLabelsAreThoseOfTheSeriesMeant() {
    Answer routes =
        api.get(
            "/api/v1/label/route/values?match[]=mynah_http_requests_total%7Bcode%3D%22404%22%7D");
    Answer names = api.get("/api/v1/label/__name__/values");
    Answer limited = api.get("/api/v1/label/route/values?limit=1");

    assertThat(routes.json().path("data").toString()).isEqualTo("[\"_unmatched\",\"users\"]");
    assertThat(names.json().path("data").toString())
        .contains("\"up\"", "\"mynah_http_requests_total\"", "\"mynah_unmatched_requests_total\"")
        .contains("\"mynah_http_request_duration_seconds_bucket\"", "\"mynah_route_info\"")
        .contains("\"process_resident_memory_bytes\"")
        .doesNotContain("\"mynah_http_requests\"");
    assertThat(limited.json().path("data")).hasSize(1);
    assertThat(limited.json().path("warnings").toString()).contains("truncated");
  }

  @Test
  void labelsAreThoseOfTheMetricsPageAndOfTheTarget() {
    Answer answer = api.post("/api/v1/labels", "match[]=mynah_http_requests_total");

    assertThat(answer.json().path("data").toString())
        .isEqualTo(
            "[\"__name__\",\"code\",\"instance\",\"job\",\"method\",\"namespace\",\"outcome\","
                + "\"pod\",\"route\"]");
  }

  @Test
  void seriesAreListedOnce() {
    Answer answer =
        api.get(
            "/api/v1/series?match[]=mynah_unmatched_requests_total&match[]=up%7Bpod=%22a%22%7D");

    assertThat(answer.json().path("data")).hasSize(3);
    assertThat(answer.json().at("/data/0/__name__").asText())
        .isEqualTo("mynah_unmatched_requests_total");
  }

  @Test
  void metadataTellsTypesAndHelp() {
    Answer answer = api.get("/api/v1/metadata?metric=mynah_http_requests_total");

    assertThat(answer.json().path("data")).hasSize(1);
    assertThat(answer.json().at("/data/mynah_http_requests_total/0/type").asText())
        .isEqualTo("counter");
    assertThat(api.get("/api/v1/metadata").json().path("data").size()).isGreaterThan(30);
  }

  @Test
  void thereAreNoRulesAndNoAlerts() {
    assertThat(api.get("/api/v1/rules").text())
        .isEqualTo("{\"status\":\"success\",\"data\":{\"groups\":[]}}");
    assertThat(api.get("/api/v1/alerts").text())
        .isEqualTo("{\"status\":\"success\",\"data\":{\"alerts\":[]}}");
  }

  @Test
  void buildInfoNamesAVersionAndNoFeatures() {
    Answer answer = api.get("/api/v1/status/buildinfo");

    assertThat(answer.json().at("/data/version").asText()).isEqualTo("2.42.0");
    assertThat(answer.json().at("/data").has("features")).isFalse();
  }

  @Test
  void tracesOfTheLogAreExemplarsOfTheBucketTheyFallInto() {
    api.log.add(traced("orders", "mock", 3_000_000, "0af7651916cd43dd8448eb211c80319c"));
    api.log.add(traced("users", "proxied", 3_000_000, ""));

    Answer answer =
        api.get(
            "/api/v1/query_exemplars?start="
                + FROM / 1_000
                + "&end="
                + END / 1_000
                + "&query="
                + ApiFixture.encoded(
                    "histogram_quantile(0.9, sum by (le) (rate("
                        + "mynah_http_request_duration_seconds_bucket{pod=\"a\"}[5m])))"));

    assertThat(answer.json().path("data")).hasSize(1);
    assertThat(answer.json().at("/data/0/seriesLabels").toString())
        .contains("\"le\":\"0.004\"", "\"route\":\"orders\"", "\"pod\":\"a\"");
    assertThat(answer.text())
        .contains(
            "[{\"labels\":{\"trace_id\":\"0af7651916cd43dd8448eb211c80319c\",\"span_id\":\"b7\"},"
                + "\"value\":\"0.003\",\"timestamp\":1767225660.500}]");
  }

  private static LogEntry traced(String route, String outcome, long nanos, String traceId) {
    return new LogEntry(
        1,
        "a",
        new HitEvent(
            FROM + 60_500,
            1,
            new HitEvent.Request(route, "", "", "", "GET", "/", "http/1.1"),
            new HitEvent.Answer(outcome, 200, BigDecimal.ZERO),
            new HitEvent.Spent(nanos, -1, 0, 0, 0),
            new HitEvent.Client("127.0.0.1", "", "", traceId, "b7"),
            null,
            null),
        LogEntry.Origin.UNKNOWN);
  }
}
