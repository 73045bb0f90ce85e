package dev.mynah.exporter.promql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.exporter.promql.ApiFixture.Answer;
import dev.mynah.exporter.promql.budget.PromqlSettings;
import dev.mynah.ledger.Family;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A query that would be too much is refused with a sentence, and the process lives on. */
class QueryLimitsTest {
  private static final long FROM = 1_767_225_600_000L;
  private static final int MINUTES = 600;
  private static final long END = FROM + MINUTES * 60_000L;

  @Test
  void memoryOfAQueryIsLimited() {
    ApiFixture api = api(400, PromqlSettings.DEFAULT.withCells(50_000));

    Answer refused = range(api, "rate(mynah_http_requests_total[5m])");
    Answer summed = range(api, "sum(rate(mynah_http_requests_total[5m]))");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().path("error").asText())
        .contains("more than 50000 numbers in memory", "aggregate over rate");
    assertThat(summed.status()).as("summed while reading").isEqualTo(200);
    assertThat(api.observed).contains("refused too_large");
  }

  @Test
  void seriesOfASelectorAreLimited() {
    ApiFixture api = api(400, settings(100, 5_000_000, 16 << 20, Duration.ofSeconds(10)));

    Answer refused = range(api, "mynah_http_requests_total");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().path("error").asText()).contains("more than 100 series");
  }

  @Test
  void valuesReadAreLimited() {
    ApiFixture api = api(10, settings(1_000, 1_000, 16 << 20, Duration.ofSeconds(10)));

    Answer refused =
        api.get("/api/v1/query?query=increase(mynah_http_requests_total[5h])&time=" + END / 1_000);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().path("error").asText()).contains("more than 1000 stored values");
  }

  @Test
  void bytesOfAnAnswerAreLimited() {
    ApiFixture api = api(10, settings(1_000, 5_000_000, 64 << 10, Duration.ofSeconds(10)));

    Answer refused = range(api, "rate(mynah_http_requests_total[5m])");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().path("error").asText()).contains("larger than 65536 bytes");
  }

  @Test
  void timeIsLimited() {
    ApiFixture api = api(10, PromqlSettings.DEFAULT);

    Answer refused =
        api.get("/api/v1/query?timeout=0.0001&query=increase(mynah_http_requests_total[5h])");

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.json().path("errorType").asText()).isEqualTo("timeout");
  }

  @Test
  void moreQueriesThanTurnsAreAllAnsweredOneAfterTheOther() {
    ApiFixture api = api(50, PromqlSettings.DEFAULT);

    List<Integer> statuses =
        IntStream.range(0, 24)
            .parallel()
            .mapToObj(i -> range(api, "sum(rate(mynah_http_requests_total[5m]))").status())
            .toList();

    assertThat(statuses).hasSize(24).containsOnly(200);
  }

  @Test
  void moreSeriesThanMinutesCanBeReadForAreReadByTheHour() {
    ApiFixture api = api(10, settings(1_000, 5_000, 16 << 20, Duration.ofSeconds(10)));

    Answer coarse = range(api, "sum(rate(mynah_http_requests_total[2h]))");

    assertThat(coarse.status()).isEqualTo(200);
    assertThat(coarse.json().path("infos").toString()).contains("too many series");
  }

  private static PromqlSettings settings(int series, long values, long bytes, Duration time) {
    return new PromqlSettings(11_000, series, values, 5_000_000, bytes, time, 2, 8_192);
  }

  private static ApiFixture api(int routes, PromqlSettings settings) {
    MemoryCounts counts = new MemoryCounts();
    for (int i = 0; i < routes; i++) {
      var series =
          counts.series(
              Family.REQUESTS,
              Map.of(
                  "route",
                  "r" + i,
                  "method",
                  "GET",
                  "code",
                  "200",
                  "outcome",
                  "mock",
                  "protocol",
                  "h2",
                  "instance",
                  "i"),
              Map.of());
      for (int m = 0; m < MINUTES; m++) {
        counts.add(series, FROM + m * 60_000L, 1 + i % 3, 1, 1, 0, 0);
      }
    }
    return new ApiFixture(counts, END, settings);
  }

  private static Answer range(ApiFixture api, String query) {
    return api.get(
        "/api/v1/query_range?step=60&start="
            + (FROM / 1_000 + 7_200)
            + "&end="
            + END / 1_000
            + "&query="
            + ApiFixture.encoded(query));
  }
}
