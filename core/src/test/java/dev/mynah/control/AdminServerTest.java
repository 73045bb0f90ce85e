package dev.mynah.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.settings.AdminSettings;
import java.io.ByteArrayInputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdminServerTest {
  private AdminFixture admin;

  @BeforeEach
  void start() throws Exception {
    admin = new AdminFixture();
  }

  @AfterEach
  void stop() throws Exception {
    admin.close();
  }

  @Test
  void startPageLinksWhatIsMounted() throws Exception {
    admin.server.mountHits(() -> "{}");

    HttpResponse<String> page = admin.get("/");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(page.body())
        .contains("href=\"/live\"", "href=\"/ready\"", "href=\"/api/hits\"")
        .doesNotContain("href=\"/metrics\"");
  }

  @Test
  void unknownPathIsAProblemDocument() throws Exception {
    HttpResponse<String> answer = admin.get("/nothing/here");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.body()).contains("\"status\":404").contains("\"reason\":\"not-found\"");
  }

  @Test
  void aPathThatIsYetToBeMountedIsWaitedFor() throws Exception {
    CompletableFuture<Void> all = new CompletableFuture<>();
    admin.server.coming(all);
    CompletableFuture<HttpResponse<String>> early =
        admin.sendAsync(
            admin
                .request("/api/late")
                .POST(HttpRequest.BodyPublishers.ofString("x".repeat(40_000)))
                .build());
    CompletableFuture<HttpResponse<String>> never =
        admin.sendAsync(admin.request("/api/never").build());

    assertThat(admin.get("/nothing/here").statusCode()).isEqualTo(404);
    assertThat(early.isDone()).isFalse();
    admin.server.mount(
        AdminRoute.of(
                Set.of("POST"),
                "/api/late",
                request -> AdminResponse.json(200, "{\"bytes\":" + request.body().length() + "}"))
            .bodyUpTo(100_000));
    all.complete(null);

    assertThat(early.get(20, TimeUnit.SECONDS).body()).isEqualTo("{\"bytes\":40000}");
    assertThat(never.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(404);
    assertThat(admin.get("/api/never").statusCode()).isEqualTo(404);
  }

  @Test
  void whatIsNotMountedInTimeIsSaidToBeStarting() throws Exception {
    admin.server.coming(new CompletableFuture<>());

    HttpResponse<String> answer = admin.get("/api/late");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("\"reason\":\"starting\"");
  }

  @Test
  void hitsAreAskedForAtEachRequest() throws Exception {
    int[] count = {0};
    admin.server.mountHits(() -> "{\"count\":" + ++count[0] + "}");

    assertThat(admin.get("/api/hits").body()).isEqualTo("{\"count\":1}");
    assertThat(admin.get("/api/hits").body()).isEqualTo("{\"count\":2}");
  }

  @Test
  void wrongMethodNamesTheRightOnes() throws Exception {
    HttpResponse<String> answer =
        admin.send(admin.request("/live").POST(HttpRequest.BodyPublishers.ofString("x")).build());

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
  }

  @ParameterizedTest
  @CsvSource({"TRACE,/live", "TRACE,/nothing", "CONNECT,/live", "BREW,/live"})
  void otherMethodsAreRefusedAndNothingIsEchoed(String method, String path) throws Exception {
    String answer =
        admin.raw(
            method
                + " "
                + path
                + " HTTP/1.1\r\nHost: localhost\r\nX-Secret: hush\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 405 ").contains("Allow: ").doesNotContain("hush");
  }

  @Test
  void headHasTheLengthButNoBody() throws Exception {
    String get = admin.raw("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    String head = admin.raw("HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    String length = String.valueOf(get.length() - get.indexOf("\r\n\r\n") - 4);
    assertThat(head).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n");
    assertThat(head.toLowerCase(java.util.Locale.ROOT)).contains("content-length: " + length);
  }

  @Test
  void connectionIsKeptForTheNextRequest() throws Exception {
    try (Socket socket = admin.open()) {
      socket
          .getOutputStream()
          .write(
              ("GET /live HTTP/1.1\r\nHost: localhost\r\n\r\n"
                      + "GET /ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));

      assertThat(AdminFixture.readToEnd(socket))
          .contains("\"status\":\"live\"", "\"status\":\"ready\"");
    }
  }

  @Test
  void longAnswersAreZippedOnlyForThoseWhoTakeIt() throws Exception {
    String text = "0123456789".repeat(1_000);
    admin.server.mount(
        AdminRoute.get("/long", request -> AdminResponse.json(200, "\"" + text + "\"")));

    HttpResponse<byte[]> zipped =
        admin.sendForBytes(
            admin.request("/long").header("Accept-Encoding", "br, gzip;q=0.5").build());
    HttpResponse<byte[]> refused =
        admin.sendForBytes(
            admin.request("/long").header("Accept-Encoding", "gzip;q=0, identity").build());

    assertThat(zipped.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(zipped.headers().firstValue("Vary")).contains("Accept-Encoding");
    assertThat(unzip(zipped.body())).contains(text);
    assertThat(refused.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(new String(refused.body(), StandardCharsets.UTF_8)).contains(text);
  }

  @Test
  void prefixGetsWhatNoExactPathTook() throws Exception {
    admin.server.mount(answering("/api/*", "any"));
    admin.server.mount(answering("/api/deep/*", "deep"));
    admin.server.mount(answering("/api/deep/exact", "exact"));

    assertThat(admin.get("/api/other/x").body()).isEqualTo("any:other/x");
    assertThat(admin.get("/api/deep/x%2Fy").body()).startsWith("deep:x");
    assertThat(admin.get("/api/deep/exact").body()).isEqualTo("exact:");
  }

  @Test
  void oneMoreMethodJoinsThePath() throws Exception {
    admin.server.mount(answering("/thing", "get"));
    admin.server.mount(
        AdminRoute.of(
            Set.of("PUT"), "/thing", request -> AdminResponse.json(200, request.body().utf8())));

    HttpResponse<String> put =
        admin.send(
            admin.request("/thing").PUT(HttpRequest.BodyPublishers.ofString("héllo")).build());
    HttpResponse<String> delete = admin.send(admin.request("/thing").DELETE().build());

    assertThat(admin.get("/thing").body()).isEqualTo("get:");
    assertThat(put.body()).isEqualTo("héllo");
    assertThat(delete.headers().firstValue("Allow")).contains("GET, HEAD, PUT");
  }

  @Test
  void queryIsDecoded() throws Exception {
    admin.server.mount(
        AdminRoute.get(
            "/q", request -> AdminResponse.json(200, request.parameters("a b").toString())));

    assertThat(admin.get("/q?a+b=1&x=2&a%20b=%C3%BC").body()).isEqualTo("[1, ü]");
    assertThat(admin.raw("GET /q?a+b=%ZZ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 400 ");
  }

  @Test
  void failureOfAnEndpointTellsNothing() throws Exception {
    admin.server.mount(
        AdminRoute.get(
            "/broken",
            request -> {
              throw new IllegalStateException("the password is 1234");
            }));

    HttpResponse<String> answer = admin.get("/broken");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).contains("internal").doesNotContain("1234");
    assertThat(admin.get("/live").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"GET / HTTP/1.1 nonsense", "G\u0001T / HTTP/1.1", "GET / HTTP/9.9"})
  void nonsenseIsRefused(String line) throws Exception {
    assertThat(admin.raw(line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .matches("(?s)(HTTP/\\d\\.\\d (400|501|505) .*)?");
  }

  @Test
  void takenPortIsSaidAtOnce() {
    AdminSettings same =
        new AdminSettings("127.0.0.1", admin.server.port(), List.of(), List.of(), List.of());

    assertThatThrownBy(
            () ->
                AdminServer.start(same, Health.onSystemClock())
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(java.net.BindException.class);
  }

  @Test
  void closeFreesThePort() throws Exception {
    AdminFixture other = new AdminFixture();
    int port = other.server.port();

    other.close();

    assertThatThrownBy(() -> new Socket("127.0.0.1", port)).isInstanceOf(ConnectException.class);
  }

  private static AdminRoute answering(String path, String word) {
    return AdminRoute.get(path, request -> AdminResponse.json(200, word + ":" + request.rest()));
  }

  private static String unzip(byte[] bytes) throws Exception {
    return new String(
        new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes(),
        StandardCharsets.UTF_8);
  }
}
