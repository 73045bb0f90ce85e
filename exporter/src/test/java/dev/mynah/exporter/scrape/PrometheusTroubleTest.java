package dev.mynah.exporter.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.exporter.scrape.PrometheusSourceSettings.Login;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A Prometheus that is down, refuses, or answers nonsense. */
class PrometheusTroubleTest {
  private static final String NOBODY =
      "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}";

  @TempDir private Path data;
  private final MockWebServer server = new MockWebServer();
  private long now = 1_700_000_040;

  @BeforeEach
  void start() throws Exception {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aRoundWithoutTargetsIsNoTrouble() throws Exception {
    server.enqueue(new MockResponse.Builder().body(NOBODY).build());
    try (SourceFixture fixture = fixture(Login.NONE)) {
      PrometheusSourceStatus status = round(fixture);

      assertThat(status).isEqualTo(new PrometheusSourceStatus(1, 0, 0, 0, 0, 0, 0, ""));
      RecordedRequest asked = server.takeRequest();
      assertThat(asked.getMethod()).isEqualTo("POST");
      assertThat(asked.getUrl().encodedPath()).isEqualTo("/prefix/api/v1/query");
      assertThat(
              java.net.URLDecoder.decode(
                  asked.getBody().utf8(), java.nio.charset.StandardCharsets.UTF_8))
          .isEqualTo(
              "partial_response=false&query=last_over_time("
                  + "mynah_ledger_start_timestamp_seconds{job=\"mynah\"}[3600s])&time=1700000040");
      assertThat(asked.getHeaders().get("Authorization")).isNull();
    }
  }

  @Test
  void weSayWhoWeAre() throws Exception {
    server.enqueue(new MockResponse.Builder().body(NOBODY).build());
    server.enqueue(new MockResponse.Builder().body(NOBODY).build());
    try (SourceFixture token = fixture(new Login("t0ken", "", ""));
        SourceFixture pair = fixture(new Login("", "ada", "pass:word"))) {
      round(token);
      round(pair);
    }

    assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer t0ken");
    assertThat(server.takeRequest().getHeaders().get("Authorization"))
        .isEqualTo("Basic YWRhOnBhc3M6d29yZA==");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          503 | Service Unavailable | answers 503
          401 | | answers 401
          200 | <html> | broke off: Unexpected character
          200 | [] | the answer is not one of Prometheus' query API
          200 | {"status":"success","data":{"resultType":"vector","result":[ | broke off: Unexpected end-of-input
          422 | {"status":"error","errorType":"execution","error":"query processing would load too many samples into memory"} | answers 422: query processing would load too many samples
          400 | {"status":"error","errorType":"bad_data","error":"unknown function"} | answers 400: unknown function
          200 | {"status":"success","warnings":["a store is away"],"data":{"result":[]}} | the answer is not whole: a store is away
          200 | {"status":"success","data":{"result":[{"metric":{"a":"b"},"value":[1,"x"]}]}} | a value that is no number: x
          """)
  void whatCannotBeUsedIsSaidAndCounted(int code, String body, String said) throws Exception {
    server.enqueue(new MockResponse.Builder().code(code).body(body == null ? "" : body).build());
    try (SourceFixture fixture = fixture(Login.NONE)) {
      PrometheusSourceStatus status = round(fixture);

      assertThat(status.trouble()).startsWith(url().toString()).contains(said);
      assertThat(status.failures()).isEqualTo(1);
      assertThat(status.rounds()).isZero();
    }
  }

  @Test
  void redirectsAreNotFollowed() throws Exception {
    server.enqueue(
        new MockResponse.Builder().code(302).addHeader("Location", url() + "/elsewhere").build());
    try (SourceFixture fixture = fixture(Login.NONE)) {
      assertThat(round(fixture).trouble())
          .isEqualTo(url() + " answers 302: redirects are not followed");
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void anAnswerThatDoesNotComeIsCutOff() throws Exception {
    server.enqueue(new MockResponse.Builder().body(NOBODY).bodyDelay(3, TimeUnit.SECONDS).build());
    try (SourceFixture fixture = fixture(Login.NONE)) {
      assertThat(round(fixture).trouble())
          .isEqualTo(url() + " broke off: it took longer than PT1S");
    }
  }

  @Test
  void anAnswerThatIsTooLongIsCutOff() throws Exception {
    String item = "{\"x\":\"" + "a".repeat(1_000) + "\"},";
    server.enqueue(
        new MockResponse.Builder().body("{\"infos\":[" + item.repeat(70_000) + "{}]}").build());
    PrometheusSourceSettings patient =
        new PrometheusSourceSettings(
            url(),
            PrometheusSourceSettings.DEFAULT_INTERVAL,
            "{}",
            Login.NONE,
            Duration.ofMinutes(1),
            Duration.ofHours(1));
    try (SourceFixture fixture = new SourceFixture(data, patient)) {
      assertThat(round(fixture).trouble())
          .endsWith("broke off: the answer has more than 67108864 bytes");
    }
  }

  @Test
  void aServerThatIsAwayIsAskedLessAndLessOften() {
    URI url = url();
    server.close();
    try (SourceFixture fixture = new SourceFixture(data, url)) {
      assertThat(fixture.source().pause()).isEqualTo(Duration.ofSeconds(60));

      assertThat(round(fixture).trouble()).startsWith(url + " is not reached: ");
      assertThat(fixture.source().pause()).isEqualTo(Duration.ofSeconds(120));
      round(fixture);
      assertThat(fixture.source().pause()).isEqualTo(Duration.ofSeconds(240));
      for (int i = 0; i < 70; i++) {
        round(fixture);
      }

      assertThat(fixture.source().pause()).isEqualTo(Duration.ofMinutes(10));
    }
  }

  @Test
  void afterTroubleTheWholeTimeSinceIsLookedAt() throws Exception {
    server.enqueue(new MockResponse.Builder().body(NOBODY).build());
    server.enqueue(new MockResponse.Builder().code(503).build());
    server.enqueue(new MockResponse.Builder().body(NOBODY).build());
    try (SourceFixture fixture = fixture(Login.NONE)) {
      round(fixture);
      round(fixture);
      PrometheusSourceStatus status = round(fixture);

      assertThat(status.trouble()).isEmpty();
      server.takeRequest();
      server.takeRequest();
      assertThat(server.takeRequest().getBody().utf8()).contains("180s");
    }
  }

  @Test
  void aClosedSourceAsksNoMore() throws Exception {
    SourceFixture fixture = fixture(Login.NONE);
    fixture.close();

    round(fixture);

    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void settingsThatCannotWorkAreRefusedInASentence() {
    assertThatThrownBy(() -> PrometheusSourceSettings.of(URI.create("ftp://prometheus")))
        .hasMessageStartingWith("url of Prometheus (expected http://HOST:PORT/PATH");
    assertThatThrownBy(() -> PrometheusSourceSettings.of(URI.create("http://u:secret@prometheus")))
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> new Login("token", "user", ""))
        .hasMessage("a token and a user (expected one of them)");
    assertThat(new Login("t0ken", "", "").toString() + new Login("", "ada", "word"))
        .isEqualTo("a tokenuser ada");
  }

  private PrometheusSourceStatus round(SourceFixture fixture) {
    PrometheusSourceStatus status = fixture.roundAt(now);
    now += 60;
    return status;
  }

  private URI url() {
    return URI.create("http://127.0.0.1:" + server.getPort() + "/prefix");
  }

  private SourceFixture fixture(Login login) {
    return new SourceFixture(data, SourceFixture.settings(url(), login));
  }
}
