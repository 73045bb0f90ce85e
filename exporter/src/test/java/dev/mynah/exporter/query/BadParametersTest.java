package dev.mynah.exporter.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.exporter.fake.MadeUpTraffic;
import dev.mynah.exporter.query.ask.ApiSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused, and that the refusal says what was found and what is allowed. */
class BadParametersTest {
  private final MadeUpTraffic traffic = new MadeUpTraffic(1, 200, 2);
  private final AskedApi api = new AskedApi(traffic);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "overview?rout=pay | unknown-parameter | rout: no such parameter here, did you mean route?",
        "overview?step=1m | unknown-parameter | step: no such parameter here",
        "overview?from=yesterday | bad-parameter | from: yesterday (expected RFC 3339",
        "overview?from=-1x | bad-parameter | from: -1x",
        "overview?to=99999999999999999 | bad-parameter | to: 99999999999999999",
        "overview?from=now&to=-1h | bad-parameter | from: now (expected a moment before to)",
        "overview?from=-1h&timeframe=1h | bad-parameter | not together with from",
        "overview?timeframe=1y | bad-parameter | timeframe: 1y (expected a number and one of",
        "overview?from=-1h&from=-2h | bad-parameter | from: -1h and -2h (expected one value)",
        "overview?tz=Berlin | bad-parameter | tz: Berlin (expected an IANA time zone",
        "overview?status=6xx | bad-parameter | status: 6xx (expected three digits",
        "overview?outcome=mocked | bad-parameter | did you mean mock?",
        "requests?step=7m | bad-parameter | step: 7m",
        "requests?step=0 | bad-parameter | step: 0",
        "requests?by=shape | bad-parameter | by: shape (expected none, route",
        "requests?from=-30d&step=1m | too-large | more than 10000 rows",
        "status-codes?limit=0 | bad-parameter | limit: 0 (expected 1 to 10000)",
        "status-codes?limit=ten | bad-parameter | limit: ten",
        "status-codes?limit=10001 | bad-parameter | limit: 10001",
        "status-codes?cursor=abc | bad-cursor | expected page.next",
        "overview?from=%zz | bad-query | percent-encoding",
        "export/csv?dataset=all | bad-parameter | dataset: all (expected metrics, endpoints",
        "export/json?dataset=metrics&consumer=shop | unsupported | dataset=logs",
        "snapshots/none | not-found | none: no such snapshot",
      })
  void refusalSaysWhatWasFoundAndWhatIsAllowed(String target, String reason, String words)
      throws Exception {
    JsonNode problem = api.refused(target);

    assertThat(problem.get("reason").asText()).as(problem.toString()).isEqualTo(reason);
    assertThat(problem.get("detail").asText()).contains(words);
    assertThat(problem.get("title").asText()).isNotEmpty();
  }

  @Test
  void emptyValuesAreAsGoodAsNone() throws Exception {
    JsonNode with = api.get("overview?route=&status=&from=&tz=");

    assertThat(with.at("/data/requests")).isEqualTo(api.get("overview").at("/data/requests"));
  }

  @Test
  void aQueryThatWouldReadTooMuchIsRefused() throws Exception {
    AskedApi small =
        new AskedApi(
            traffic, new ApiSettings(100, 10_000, List.of(), Duration.ofSeconds(10), 1_000));
    MadeUpTraffic much = new MadeUpTraffic(2, 3_000, 1);
    AskedApi large =
        new AskedApi(much, new ApiSettings(100, 10_000, List.of(), Duration.ofSeconds(10), 1_000));

    assertThat(small.get("overview").at("/data/requests").asInt()).isPositive();
    JsonNode problem = large.refused("requests?step=1m");
    assertThat(problem.get("status").asInt()).isEqualTo(422);
    assertThat(problem.get("detail").asText()).contains("(api.maxValues)");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-28T00:30:00Z, 1795825800000",
    "2026-11-28T01:30:00%2B01:00, 1795825800000",
    "2026-11-28T01:30:00+01:00, 1795825800000",
    "2026-11-28, 1795824000000",
    "1795825800, 1795825800000",
    "1795825800000, 1795825800000",
    "1795825800.0, 1795825800000",
    "-1h, 1795825800000",
    "now-60m, 1795825800000"
  })
  void momentsAreReadAsPeopleWriteThem(String text, long millis) throws Exception {
    assertThat(api.get("overview?from=" + text).at("/range/from").asLong()).isEqualTo(millis);
  }
}
