package dev.mynah.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.config.RouteConfig;
import dev.mynah.agent.event.capture.CaptureRules;
import dev.mynah.agent.wire.RawClient;
import dev.mynah.ledger.journal.HitEvent;
import dev.mynah.settings.JournalSettings.Capture;
import dev.mynah.settings.JournalSettings.Headers;
import dev.mynah.settings.JournalSettings.Redaction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Fields and bodies in events, and what never gets there. */
class EventCaptureTest {
  private static final String SECRET = "s3cr3t-hunter2";
  private static final int LIMIT = 4096;

  @RegisterExtension final RunningAgent agent = new RunningAgent();

  private final ToldEvents told = new ToldEvents();
  private final MockWebServer real = new MockWebServer();

  @BeforeEach
  void startReal() throws IOException {
    real.start();
  }

  @AfterEach
  void stopReal() {
    real.close();
  }

  private void start(Capture capture) {
    List<RouteConfig> routes =
        List.of(
            Routes.mock("mock", "POST", "/mock", Routes.text(200, "plain answer")),
            Routes.mock("head", "HEAD", "/mock", Routes.text(200, "plain answer")),
            Routes.proxy("real", "POST", "/real/**", "real"));
    agent.start(
        RunningAgent.config(routes, Map.of("real", Routes.upstream("real", real.getPort()))),
        told.parts().capturing(CaptureRules.of(capture)));
  }

  private static Capture everything(String... jsonPaths) {
    return new Capture(
        Headers.ALL, true, LIMIT, new Redaction(List.of("x-inner"), List.of(jsonPaths)));
  }

  private String post(String path, String type, byte[] body, String... fields) {
    StringBuilder head =
        new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: " + type);
    head.append("\r\nContent-Length: ").append(body.length).append("\r\n");
    for (String field : fields) {
      head.append(field).append("\r\n");
    }
    try (RawClient client = RawClient.to(agent.port())) {
      return client.send(head + "\r\n").send(body).readAnswer();
    }
  }

  private String post(String path, String type, String body, String... fields) {
    return post(path, type, body.getBytes(StandardCharsets.UTF_8), fields);
  }

  private HitEvent.Capture captured() {
    HitEvent.Capture capture = told.only().capture();
    assertThat(capture).isNotNull();
    return capture;
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    }
    return out.toByteArray();
  }

  @Test
  void fieldsAndBodiesOfBothSidesAreThere() {
    start(everything());

    post("/mock", "text/plain", "hello", "X-Kind: test");

    HitEvent.Capture capture = captured();
    assertThat(capture.requestFields()).contains(new HitEvent.Field("X-Kind", "test"));
    assertThat(capture.responseFields()).contains(new HitEvent.Field("Matched-Stub-Id", "mock"));
    assertThat(capture.requestBody()).isEqualTo(new HitEvent.Body("hello", false, false, 5));
    assertThat(capture.responseBody())
        .isEqualTo(new HitEvent.Body("plain answer", false, false, 12));
  }

  @Test
  void onlyTheFieldsThatWereNamedAreThereAndNoBodies() {
    start(new Capture(new Headers(false, List.of("X-Kind")), false, LIMIT, Redaction.DEFAULT));

    post("/mock", "text/plain", "hello", "X-Kind: test", "X-Other: no");

    assertThat(captured().requestFields()).containsExactly(new HitEvent.Field("X-Kind", "test"));
    assertThat(captured().responseFields()).isEmpty();
    assertThat(captured().requestBody()).isNull();
    assertThat(captured().responseBody()).isNull();
  }

  @Test
  void nothingIsCapturedUnlessAsked() {
    start(Capture.DEFAULT);

    post("/mock", "text/plain", "hello");

    assertThat(told.only().capture()).isNull();
  }

  @Test
  void theBodyOfAnAnswerToHeadIsNotThere() {
    start(everything());
    try (RawClient client = RawClient.to(agent.port())) {
      client.send("HEAD /mock HTTP/1.1\r\nHost: x\r\n\r\n").readHead();
    }

    assertThat(captured().responseBody()).isNull();
  }

  @Test
  void aSecretAppearsInNoFieldOfTheEvent() {
    start(everything("$.card.number", "$.items[*].pin", "$..inner.code"));
    real.enqueue(
        new MockResponse.Builder()
            .code(302)
            .addHeader("Set-Cookie", "session=" + SECRET)
            .addHeader("Location", "https://u:" + SECRET + "@x.example/cb?code=" + SECRET)
            .addHeader("Content-Type", "application/json")
            .body("{\"access_token\":\"" + SECRET + "\",\"ok\":true}")
            .build());

    post(
        "/real/a;jsessionid=" + SECRET + "?api_key=" + SECRET,
        "application/json",
        "{\"card\":{\"number\":\"SECRET\",\"name\":\"Ada\"},\"items\":[{\"pin\":\"SECRET\"},"
                .replace("SECRET", SECRET)
            + "{\"pin\":[\"SECRET\"]}],\"deep\":[{\"inner\":{\"code\":\"SECRET\"}}],"
                .replace("SECRET", SECRET)
            + "\"password\":{\"a\":\"SECRET\"},\"x-inner\":\"SECRET\",\"kept\":1.50}"
                .replace("SECRET", SECRET),
        "Authorization: Bearer " + SECRET,
        "Proxy-Authorization: Basic " + SECRET,
        "Cookie: a=" + SECRET,
        "X-Api-Key: " + SECRET,
        "X-Inner: " + SECRET,
        "Referer: https://x.example/p?q=" + SECRET);

    assertThat(told.only().toString()).doesNotContain(SECRET);
    assertThat(captured().requestBody())
        .isEqualTo(
            new HitEvent.Body(
                "{\"card\":{\"number\":\"[redacted]\",\"name\":\"Ada\"},"
                    + "\"items\":[{\"pin\":\"[redacted]\"},{\"pin\":\"[redacted]\"}],"
                    + "\"deep\":[{\"inner\":{\"code\":\"[redacted]\"}}],"
                    + "\"password\":\"[redacted]\",\"x-inner\":\"[redacted]\",\"kept\":1.50}",
                false,
                false,
                captured().requestBody().totalBytes()));
    assertThat(captured().responseBody().text())
        .isEqualTo("{\"access_token\":\"[redacted]\",\"ok\":true}");
    assertThat(captured().responseFields())
        .contains(
            new HitEvent.Field("Set-Cookie", "[redacted]"),
            new HitEvent.Field("Location", "https://x.example/cb"));
  }

  @Test
  void theProblemThatQuotesAQueryIsNotCaptured() {
    start(everything());

    post("/nobody?token=" + SECRET, "text/plain", "x");

    assertThat(told.only().toString()).doesNotContain(SECRET);
    assertThat(captured().responseBody()).isNull();
    assertThat(captured().responseFields())
        .contains(new HitEvent.Field("Content-Type", "application/problem+json"));
  }

  @Test
  void ofALongBodyTheBeginningIsKeptAndItsSecretsAreStruckOut() {
    start(everything());
    String json =
        "{\"list\":[{\"password\":\"" + SECRET + "\",\"n\":1},\"" + "x".repeat(20_000) + "\"]}";

    post("/mock", "application/json", json);

    HitEvent.Body body = captured().requestBody();
    assertThat(body.text()).isEqualTo("{\"list\":[{\"password\":\"[redacted]\",\"n\":1}]}");
    assertThat(body.truncated()).isTrue();
    assertThat(body.totalBytes()).isEqualTo(json.length());
  }

  @Test
  void whereAPathNeedsTheWholeNothingOfACutBodyIsTold() {
    start(everything("$.list[?(@.kind == 'card')].number"));
    String json =
        "{\"list\":[{\"number\":\"" + SECRET + "\",\"x\":\"" + "x".repeat(20_000) + "\"}]}";

    post("/mock", "application/json", json);

    assertThat(captured().requestBody())
        .isEqualTo(new HitEvent.Body("", false, true, json.length()));
  }

  @Test
  void jsonThatIsBrokenIsWithheld() {
    start(everything());

    post("/mock", "text/plain", "{\"password\": oops \"" + SECRET + "\"}");

    assertThat(captured().requestBody().text()).isEmpty();
  }

  @Test
  void aFormLosesItsSecrets() {
    start(everything());

    post(
        "/mock",
        "application/x-www-form-urlencoded",
        "user=ada&pass%77ord=" + SECRET + "&client_secret=" + SECRET);

    assertThat(captured().requestBody().text())
        .isEqualTo("user=ada&pass%77ord=[redacted]&client_secret=[redacted]");
  }

  @Test
  void partsWithFilesAreWithheld() {
    start(everything());

    post("/mock", "multipart/form-data; boundary=b", "--b\r\n\r\n" + SECRET + "\r\n--b--");

    assertThat(captured().requestBody().text()).isEmpty();
    assertThat(captured().requestBody().truncated()).isTrue();
  }

  @Test
  void whatIsCompressedIsReadAndOtherCodingsStayAsTheyAre() throws IOException {
    start(everything());
    byte[] json = gzip(("{\"token\":\"" + SECRET + "\",\"a\":1}").getBytes(StandardCharsets.UTF_8));
    byte[] brotli = {11, 2, 3, (byte) 0xff};
    real.enqueue(
        new MockResponse.Builder()
            .addHeader("Content-Encoding", "br")
            .addHeader("Content-Type", "image/x")
            .body(new Buffer().write(brotli))
            .build());

    post("/real/1", "application/json", json, "Content-Encoding: gzip");

    assertThat(captured().requestBody())
        .isEqualTo(
            new HitEvent.Body("{\"token\":\"[redacted]\",\"a\":1}", false, false, json.length));
    assertThat(captured().responseBody())
        .isEqualTo(new HitEvent.Body(Base64.getEncoder().encodeToString(brotli), true, false, 4));
  }

  @Test
  void jsonInACodingThatIsNotUndoneIsWithheld() {
    start(everything());

    post("/mock", "application/json", new byte[] {1, 2, 3}, "Content-Encoding: br");

    assertThat(captured().requestBody()).isEqualTo(new HitEvent.Body("", false, true, 3));
  }

  @Test
  void aBigBodyOnBothSidesPassesWholeAndOnlyItsBeginningIsKept() {
    start(everything());
    byte[] big = "0123456789abcdef".repeat(64 * 1024).getBytes(StandardCharsets.UTF_8);
    real.enqueue(new MockResponse.Builder().body(new Buffer().write(big)).build());

    StringBuilder head = new StringBuilder("POST /real/big HTTP/1.1\r\nHost: x\r\n");
    head.append("Transfer-Encoding: chunked\r\n\r\n");
    try (RawClient client = RawClient.to(agent.port(), 4096)) {
      client.send(head.toString());
      for (int at = 0; at < big.length; at += 16 * 1024) {
        client.send("4000\r\n" + new String(big, at, 16 * 1024, StandardCharsets.UTF_8) + "\r\n");
      }
      client.send("0\r\n\r\n");
      assertThat(client.readAnswer()).endsWith("cdef").hasSizeGreaterThan(big.length);
    }

    HitEvent.Capture capture = captured();
    assertThat(capture.requestBody().text()).hasSize(LIMIT).startsWith("0123456789abcdef0");
    assertThat(capture.requestBody().totalBytes()).isEqualTo(big.length);
    assertThat(capture.responseBody().text()).hasSize(LIMIT);
    assertThat(capture.responseBody().totalBytes()).isEqualTo(big.length);
    assertThat(capture.responseBody().truncated()).isTrue();
  }
}
