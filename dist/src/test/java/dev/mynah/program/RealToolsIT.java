package dev.mynah.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs that people have, each at its ordinary work on made-up and on real answers. */
class RealToolsIT {
  @TempDir Path dir;
  private StreamBackend backend;
  private MynahProcess mynah;
  private String url = "";

  @BeforeEach
  void start() throws Exception {
    backend = StreamBackend.start();
    Files.writeString(
        dir.resolve("mynah.yaml"), resource("tools.yaml").replace("BACKEND", backend.url()));
    Files.writeString(dir.resolve("page.html"), resource("page.html"));
    mynah = MynahProcess.start(dir, "agent", "--config", "mynah.yaml", "--data", "data");
    url = "http://127.0.0.1:" + mynah.port();
  }

  @AfterEach
  void stop() {
    mynah.close();
    backend.close();
  }

  @Test
  void curlInItsUsualWays() throws Exception {
    Tool curl = Tool.require("curl", "curl", dir);
    for (String path : List.of("/hello", "/real")) {
      String body = path.equals("/hello") ? "made up" : "real";
      String keptAlive = curl.run("-sSv", "--noproxy", "*", url + path, url + path).fine().err();
      assertThat(keptAlive).contains("Re-using existing connection").contains("200 OK");
      assertThat(curl(curl, url + path)).isEqualTo(body);
      Tool.Said old = curl.run("-sS0i", "--noproxy", "*", url + path).fine();
      assertThat(old.out()).startsWith("HTTP/1.").endsWith(body);
      assertThat(old.out()).doesNotContainIgnoringCase("transfer-encoding");
      assertThat(curl.run("-sSv0", "--noproxy", "*", url + path, url + path).fine().out())
          .as("HTTP/1.0 ends by the length or by the connection, never late")
          .isEqualTo(body + body);
      assertThat(curl(curl, "-I", url + path))
          .startsWith("HTTP/1.1 200")
          .containsIgnoringCase("content-length: " + body.length());
      assertThat(curl(curl, "--http2", url + path))
          .as("an offer of h2c is passed over")
          .isEqualTo(body);
    }
    assertCounted("hello", 7 + 1);
    assertCounted("real", 7 + 1);
  }

  @Test
  void curlUploadsAndAsksForCompression() throws Exception {
    Tool curl = Tool.require("curl", "curl", dir);
    Path file = Files.write(dir.resolve("upload"), new byte[3 * 1024 * 1024]);
    String took = "real, took " + Files.size(file);

    Tool.Said known =
        curl.run(
                "-sSv",
                "--noproxy",
                "*",
                "-H",
                "Expect: 100-continue",
                "-T",
                file.toString(),
                url + "/real")
            .fine();
    assertThat(known.err()).contains("Expect: 100-continue").contains("100 Continue");
    assertThat(known.out()).isEqualTo(took);
    assertThat(curl(curl, "-H", "Transfer-Encoding: chunked", "-T", file.toString(), url + "/real"))
        .isEqualTo(took);
    assertThat(curl(curl, "-F", "f=@" + file, url + "/real")).startsWith("real, took 31");
    Tool.Said mocked =
        curl.run(
                "-sSv",
                "--noproxy",
                "*",
                "-H",
                "Expect: 100-continue",
                "-T",
                file.toString(),
                url + "/hello")
            .fine();
    assertThat(mocked.out()).isEqualTo("made up");
    assertThat(curl(curl, "--data-binary", "@" + file, url + "/hello")).isEqualTo("made up");

    Tool.Said big = curl.run("-sSi", "--noproxy", "*", "--compressed", url + "/big").fine();
    assertThat(big.out())
        .containsIgnoringCase("content-encoding: gzip")
        .endsWith("end of a long text");
    assertThat(curl(curl, url + "/big")).endsWith("end of a long text").hasSizeGreaterThan(4_000);
    assertThat(curl(curl, "-H", "Range: bytes=0-3", url + "/bytes/5").length()).isEqualTo(5);
  }

  /** Its default is to offer an upgrade to HTTP/2 in the first request. */
  @Test
  void javasHttpClientFallsBackFromItsOfferOfHttp2() throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    assertThat(client.version()).isEqualTo(HttpClient.Version.HTTP_2);
    for (String path : List.of("/hello", "/real")) {
      String body = path.equals("/hello") ? "made up" : "real";
      List<CompletableFuture<HttpResponse<String>>> calls = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        calls.add(client.sendAsync(get(path), HttpResponse.BodyHandlers.ofString()));
      }
      for (CompletableFuture<HttpResponse<String>> call : calls) {
        assertThat(call.get().body()).isEqualTo(body);
        assertThat(call.get().version()).isEqualTo(HttpClient.Version.HTTP_1_1);
      }
      HttpRequest upload =
          HttpRequest.newBuilder(URI.create(url + path))
              .expectContinue(true)
              .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[2_000_000]))
              .build();
      assertThat(client.send(upload, HttpResponse.BodyHandlers.ofString()).body())
          .isEqualTo(path.equals("/hello") ? body : "real, took 2000000");
      assertCounted(path.substring(1), 21);
    }
  }

  private HttpRequest get(String path) {
    return HttpRequest.newBuilder(URI.create(url + path)).build();
  }

  @Test
  void nodesFetchKeepsItsConnection() throws Exception {
    Tool node = Tool.require("node", "nodejs", dir);
    Files.writeString(dir.resolve("session.mjs"), resource("session.mjs"));

    String said = node.run("session.mjs", url).fine().out();

    assertThat(said.lines())
        .containsExactly(
            "200 made up x 50",
            "200 real x 50",
            "post real, took 1000000",
            "stream real, took 655360",
            "bytes 20000000",
            "404 application/problem+json",
            "aborted");
    assertCounted("hello", 50);
    assertCounted("real", 52);
    assertThat(metric("mynah_connections_accepted_total"))
        .as("one after the other, on few connections")
        .isLessThan(10);
  }

  @Test
  void wrkDrivesMocksAndRealAnswersWithoutAFailure() throws Exception {
    Tool wrk = Tool.require("wrk", "wrk", dir);
    for (String path : List.of("/hello", "/real")) {
      String said = wrk.run("-t1", "-c8", "-d2s", url + path).fine().out();
      assertThat(said)
          .doesNotContain("Socket errors")
          .doesNotContain("Non-2xx")
          .contains("requests in");
    }
  }

  /** The page comes from one origin and calls another, so that the browser asks for leave first. */
  @Test
  void aBrowserShowsAPageThatCallsAnotherOrigin() throws Exception {
    Tool chromium = Tool.require("chromium", "chromium", dir);
    String page = "http://localhost:" + mynah.port() + "/page";

    Tool.Said said =
        chromium.run(
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-default-apps",
            "--disable-sync",
            "--no-proxy-server",
            "--host-resolver-rules=MAP localhost 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            "--user-data-dir=" + Files.createTempDirectory(dir, "profile"),
            "--virtual-time-budget=20000",
            "--dump-dom",
            page);

    assertThat(said.out())
        .as(said.err())
        .contains("<li>mock: 200 put made up, X-Seen yes</li>")
        .contains("<li>real: 200 real, took 9</li>")
        .contains("<li>closed: TypeError</li>");
    assertThat(said.out()).contains("<title>done</title>");
  }

  /** The list of connections to the admin port and the hits must not lag behind an answer. */
  private void assertCounted(String route, long expected) throws Exception {
    MynahProcess.Ended hits =
        MynahProcess.run(dir, "hits", "data", "--expect", route + "=" + expected);
    assertThat(hits.code()).as(hits.err()).isZero();
    await()
        .untilAsserted(
            () ->
                assertThat(metric("mynah_http_requests_total{route=\"" + route + "\""))
                    .isEqualTo(expected));
  }

  private double metric(String start) throws Exception {
    return mynah
        .admin("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(start))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private static String curl(Tool curl, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("-sS", "--noproxy", "*", "--max-time", "60"));
    all.addAll(List.of(arguments));
    return curl.run(all.toArray(String[]::new)).fine().out();
  }

  private static String resource(String name) throws Exception {
    try (var in = RealToolsIT.class.getResourceAsStream(name)) {
      return new String(java.util.Objects.requireNonNull(in, name).readAllBytes());
    }
  }
}
