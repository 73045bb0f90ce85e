package dev.mynah.exporter.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.control.AdminResponse;
import dev.mynah.exporter.fake.MadeUpTraffic;
import dev.mynah.exporter.query.ask.ApiSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pages, tags, what pages of other origins may read, and what is kept. */
class PagesTest {
  private static final String ORIGIN = "https://console.example";
  private final MadeUpTraffic traffic = new MadeUpTraffic(4, 500, 3);
  private final AskedApi api = new AskedApi(traffic);

  @Test
  void pagesOfTheLogHoldEveryEntryOnce() throws Exception {
    List<Long> ids = new ArrayList<>();
    String cursor = "";
    int pages = 0;
    do {
      JsonNode answer = api.get("logs?from=-4d&limit=120&cursor=" + cursor);
      answer.get("data").forEach(row -> ids.add(row.get("id").asLong()));
      cursor = answer.at("/page/next").asText("");
      pages++;
    } while (!cursor.equals("null") && !cursor.isEmpty());

    assertThat(pages).isEqualTo(5);
    assertThat(ids).hasSize(500).doesNotHaveDuplicates();
    assertThat(ids).isSortedAccordingTo((one, other) -> Long.compare(other, one));
  }

  @Test
  void pagesOfRowsHoldEveryRowOnce() throws Exception {
    JsonNode whole = api.get("requests?from=-4d&step=1h&by=route").get("data");
    List<JsonNode> rows = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode answer = api.get("requests?from=-4d&step=1h&by=route&limit=37&cursor=" + cursor);
      answer.get("data").forEach(rows::add);
      cursor = answer.at("/page/next").asText("");
    } while (!cursor.equals("null") && !cursor.isEmpty());

    assertThat(rows).hasSize(whole.size());
    assertThat(AskedApi.JSON.valueToTree(rows).toString()).isEqualTo(whole.toString());
  }

  @Test
  void aCursorFitsNoOtherQuestion() throws Exception {
    String cursor = api.get("logs?limit=1").at("/page/next").asText();

    assertThat(api.refused("logs?limit=1&route=pay&cursor=" + cursor).get("detail").asText())
        .contains("another question");
    assertThat(api.refused("logs?limit=1&cursor=x" + cursor).get("reason").asText())
        .isEqualTo("bad-cursor");
  }

  @Test
  void whoAsksAgainIsToldThatNothingChanged() throws Exception {
    AdminResponse first = api.ask("GET", "/api/analytics/overview", Map.of());
    String tag = first.headers().get("ETag");

    AdminResponse again =
        api.ask("GET", "/api/analytics/overview", Map.of("if-none-match", "\"x\", " + tag));
    traffic.add(traffic.hits.get(0));
    traffic.counts.add(
        traffic.counts.all().get(0), MadeUpTraffic.NOW - 1, 1, 0, 0, 0, MadeUpTraffic.NOW);
    AdminResponse changed = api.ask("GET", "/api/analytics/overview", Map.of("if-none-match", tag));

    assertThat(tag).startsWith("W/\"");
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.headers()).containsEntry("ETag", tag);
    assertThat(changed.status()).isEqualTo(200);
  }

  @Test
  void onlyWhatIsSettledMayBeKeptForAWhile() throws Exception {
    AdminResponse live = api.ask("GET", "/api/analytics/overview?from=-1h", Map.of());
    AdminResponse past = api.ask("GET", "/api/analytics/overview?from=-2d&to=-1d", Map.of());

    assertThat(live.headers()).containsEntry("Cache-Control", "no-cache");
    assertThat(past.headers()).containsEntry("Cache-Control", "private, max-age=60");
  }

  @Test
  void listedOriginsMayReadAndOthersMayNot() throws Exception {
    AskedApi open =
        new AskedApi(
            traffic,
            new ApiSettings(
                100,
                10_000,
                List.of(ORIGIN),
                ApiSettings.DEFAULT_TIMEOUT,
                ApiSettings.DEFAULT_MAX_VALUES_READ));

    AdminResponse read = open.ask("GET", "/api/analytics/overview", Map.of("origin", ORIGIN));
    AdminResponse refused =
        open.ask("GET", "/api/analytics/overview?x=1", Map.of("origin", ORIGIN));
    AdminResponse foreign =
        open.ask("GET", "/api/analytics/overview", Map.of("origin", "https://evil.example"));
    AdminResponse preflight =
        open.ask("OPTIONS", "/api/analytics/snapshots", Map.of("origin", ORIGIN));

    assertThat(read.headers())
        .containsEntry("Access-Control-Allow-Origin", ORIGIN)
        .containsEntry("Vary", "Accept-Encoding, Origin");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.headers()).containsEntry("Access-Control-Allow-Origin", ORIGIN);
    assertThat(foreign.headers())
        .doesNotContainKey("Access-Control-Allow-Origin")
        .containsEntry("Vary", "Accept-Encoding, Origin");
    assertThat(preflight.status()).isEqualTo(204);
    assertThat(preflight.headers())
        .containsEntry("Access-Control-Allow-Methods", "GET, POST")
        .doesNotContainKey("Access-Control-Allow-Credentials");
    assertThat(api.ask("GET", "/api/analytics/overview", Map.of("origin", ORIGIN)).headers())
        .doesNotContainKey("Access-Control-Allow-Origin");
  }

  @Test
  void snapshotsKeepWhatWasAnswered() throws Exception {
    AdminResponse made =
        api.ask("POST", "/api/analytics/snapshots?name=before&timeframe=24h", Map.of());
    JsonNode row = AskedApi.JSON.readTree(AskedApi.text(made));
    JsonNode then = api.get("overview?timeframe=24h").get("data");
    traffic.add(traffic.hits.get(0));

    JsonNode kept = api.get("snapshots/" + row.get("id").asLong());

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.headers()).containsEntry("Location", "/api/analytics/snapshots/1");
    assertThat(kept.at("/content/overview/data")).isEqualTo(then);
    assertThat(kept.at("/content/top_endpoints/data").size()).isEqualTo(3);
    assertThat(api.get("snapshots").at("/data/0/name").asText()).isEqualTo("before");
    assertThat(api.ask("DELETE", "/api/analytics/snapshots/1", Map.of()).status()).isEqualTo(204);
    assertThat(api.ask("DELETE", "/api/analytics/snapshots/1", Map.of()).status()).isEqualTo(404);
  }

  @Test
  void deadRoutesAreConfiguredOnesThatNobodyAskedForSince() throws Exception {
    JsonNode never = api.get("dead-routes?timeframe=30d").get("data");
    JsonNode lately = api.get("dead-routes?from=" + (MadeUpTraffic.NOW - 1)).get("data");

    assertThat(never.size()).isEqualTo(1);
    assertThat(never.at("/0/route").asText()).isEqualTo("never");
    assertThat(never.at("/0/last_hit").isNull()).isTrue();
    assertThat(lately.size()).isEqualTo(4);
    assertThat(lately.at("/3/last_hit").asLong())
        .isEqualTo(traffic.hits.stream().mapToLong(hit -> hit.timeMillis()).max().orElse(0));
  }

  @Test
  void statsOfARouteAreInShortWhatTheLogAndTheCountsSay() throws Exception {
    JsonNode answer = api.get("stats?endpoint_id=pay&timeframe=7d");
    long requests =
        traffic.hits.stream().filter(hit -> hit.request().route().equals("pay")).count();
    long errors =
        traffic.hits.stream()
            .filter(hit -> hit.request().route().equals("pay") && hit.trouble() != null)
            .count();

    assertThat(answer.at("/data/requests").asLong()).isEqualTo(requests);
    assertThat(answer.at("/data/errors").asLong()).isEqualTo(errors);
    assertThat(answer.at("/data/success_rate").asDouble())
        .isEqualTo(1 - (double) errors / requests);
    assertThat(answer.get("top_errors").size()).isEqualTo(5);
    assertThat(api.get("errors?from=-4d&route=pay").at("/total/errors").asLong()).isEqualTo(errors);
  }
}
