package dev.mynah.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mynah.metrics.PrometheusServer;
import dev.mynah.metrics.PrometheusServer.Sample;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a real Prometheus makes of the counters while the program comes and goes: its {@code
 * increase()} is what a client got, between any two scrapes and over the whole time.
 */
class PrometheusContinuityIT {
  private static final String REQUESTS = "mynah_http_requests_total{route=\"a\"}";
  private static final String TIMED = "mynah_http_request_duration_seconds_count{route=\"a\"}";

  /** A scrape reads somewhat after the time that Prometheus writes down for it. */
  private static final double SLACK_SECONDS = 1.3;

  /** {@code increase()} guesses at what was before the first and after the last sample. */
  private static final double GUESS = 1.25;

  private static final List<String> METHODS = List.of("GET", "PUT", "POST", "DELETE", "PATCH");

  @TempDir Path dir;
  private StreamBackend backend;
  private int port;
  private int adminPort;

  @BeforeEach
  void configure() throws Exception {
    backend = StreamBackend.start();
    port = freePort();
    adminPort = freePort();
    StringBuilder routes =
        new StringBuilder("upstreams:\n  real: { url: \"" + backend.url() + "\" }\n");
    routes.append("routes:\n  - { id: a, match: GET /a, mock: { text: made up } }\n");
    for (int i = 0; i < 12; i++) {
      routes.append("  - { id: r%1$d, match: { path: /r%1$d }, mock: { text: x } }\n".formatted(i));
    }
    routes.append("  - { id: proxied, match: { path: /status/** }, proxy: real }\n");
    Files.writeString(dir.resolve("mynah.yaml"), routes);
  }

  @AfterEach
  void stop() {
    backend.close();
  }

  @Test
  void aCleanRestartIsNeitherAJumpNorAReset() throws Exception {
    try (PrometheusServer prometheus = PrometheusServer.scraping(adminPort)) {
      Asking asking;
      try (MynahProcess first = start()) {
        asking = askOnceSeenAtZero(prometheus);
        awaitMoreThan(asking, prometheus, 100);
        first.terminate();
        assertThat(first.ended().code()).isZero();
      }
      try (MynahProcess second = start()) {
        judge(second, prometheus, asking, 0);
      }
    }
  }

  @Test
  void killsAreNeitherJumpsNorResets() throws Exception {
    int kills = 2;
    try (PrometheusServer prometheus = PrometheusServer.scraping(adminPort)) {
      Asking asking = null;
      for (int i = 0; i < kills; i++) {
        try (MynahProcess mynah = start()) {
          asking = asking == null ? askOnceSeenAtZero(prometheus) : asking;
          awaitMoreThan(asking, prometheus, asking.answers().size() + 100);
          mynah.kill();
        }
      }
      try (MynahProcess last = start()) {
        judge(last, prometheus, asking, kills);
      }
    }
  }

  @Test
  void aFileMovedAsideIsAResetAndNoJump() throws Exception {
    try (PrometheusServer prometheus = PrometheusServer.scraping(adminPort)) {
      long before;
      try (MynahProcess first = start();
          Asking asking = askOnceSeenAtZero(prometheus)) {
        awaitMoreThan(asking, prometheus, 200);
        before = asking.stop().answers().size();
        prometheus.awaitQuery("sum(" + REQUESTS + ")", before);
        first.kill();
      }
      Files.write(dir.resolve("data/hits-v1.idx"), new byte[100]);
      Files.write(dir.resolve("data/hits-v1.cm"), new byte[100]);

      try (MynahProcess second = start();
          Asking asking = Asking.start(1, port, "/a", Duration.ofMillis(10))) {
        await().until(() -> asking.answers().size() >= 60);
        long after = asking.stop().answers().size();
        assertThat(after).as("else the new count could hide in the old").isLessThan(before);
        prometheus.awaitQuery("sum(" + REQUESTS + ")", after);

        assertThat(second.admin("/metrics").body()).contains("mynah_ledger_quarantined_files 1.0");
        assertThat(sum(prometheus, "resets(" + REQUESTS + "[10m])")).isEqualTo(1);
        assertThat(sum(prometheus, "resets(" + TIMED + "[10m])")).isEqualTo(1);
        assertThat(grown(prometheus, REQUESTS)).isEqualTo(before + after);
        assertThat(sum(prometheus, "increase(" + REQUESTS + "[10m])"))
            .isBetween(before + after - 1d, (before + after) * GUESS);
      }
    }
  }

  @Test
  void seriesBeyondTheBudgetFoldWithoutAJump() throws Exception {
    try (PrometheusServer prometheus = PrometheusServer.scraping(adminPort)) {
      try (MynahProcess mynah = start("--metrics-series-budget=100")) {
        prometheus.awaitQuery("sum(mynah_http_requests_total)", 0);
        for (int round = 1; round <= 4; round++) {
          int all = askEverything();
          prometheus.awaitQuery("sum(mynah_http_requests_total)", (double) all * round);
        }
        int total = askEverything() * 5;
        prometheus.awaitQuery("sum(mynah_http_requests_total)", total);
        awaitNoneInFlight(mynah);
        prometheus.awaitQuery("sum(mynah_http_request_duration_seconds_count)", total);

        assertThat(
                sum(prometheus, "mynah_http_request_duration_seconds_count{route=\"_overflow\"}"))
            .as("histograms have folded")
            .isPositive();
        assertThat(sum(prometheus, "mynah_http_requests_total{route=\"_overflow\"}"))
            .as("and so have counts")
            .isPositive();
        assertThat(sum(prometheus, "mynah_ledger_overflow_total")).isPositive();
        for (String family :
            List.of("mynah_http_requests_total", "mynah_http_request_duration_seconds_count")) {
          assertThat(sum(prometheus, "resets(" + family + "[10m])")).as(family).isZero();
          assertThat(grownFromNothing(prometheus, family)).as(family).isEqualTo(total);
          assertThat(sum(prometheus, "increase(" + family + "[10m])"))
              .as(family)
              .isLessThan(total * GUESS);
        }
      }
      foldedCountsStayOverARestart(prometheus);
    }
  }

  private void foldedCountsStayOverARestart(PrometheusServer prometheus) throws Exception {
    double before = sum(prometheus, "mynah_http_requests_total");
    try (MynahProcess again = start("--metrics-series-budget=100")) {
      int more = askEverything();
      prometheus.awaitQuery("sum(mynah_http_requests_total)", before + more);
      awaitNoneInFlight(again);
      prometheus.awaitQuery("sum(mynah_http_request_duration_seconds_count)", before + more);
      assertThat(sum(prometheus, "resets(mynah_http_requests_total[10m])")).isZero();
      assertThat(sum(prometheus, "resets(mynah_http_request_duration_seconds_count[10m])"))
          .isZero();
      assertThat(grownFromNothing(prometheus, "mynah_http_requests_total"))
          .isEqualTo(before + more);
    }
  }

  /** Every route by many methods, and one with many codes besides; how many that were. */
  private int askEverything() throws Exception {
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      paths.add("/r" + i);
    }
    for (int code = 430; code < 450; code++) {
      paths.add("/status/" + code);
    }
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    for (String path : paths) {
      for (String method : METHODS) {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        assertThat(status)
            .isEqualTo(path.startsWith("/r") ? 200 : Integer.parseInt(path.substring(8)));
      }
    }
    return paths.size() * METHODS.size();
  }

  /** Else the first scrape could find some of the answers, which no increase would have. */
  private Asking askOnceSeenAtZero(PrometheusServer prometheus) {
    prometheus.awaitQuery("sum(" + REQUESTS + ")", 0);
    prometheus.awaitQuery("sum(" + TIMED + ")", 0);
    return Asking.start(1, port, "/a", Duration.ofMillis(10));
  }

  /** After the last restart: some more traffic, then the whole time in numbers. */
  private void judge(MynahProcess last, PrometheusServer prometheus, Asking asking, int kills)
      throws Exception {
    awaitMoreThan(asking, prometheus, asking.answers().size() + 100);
    asking.stop();
    long got = asking.answers().size();
    awaitNoneInFlight(last);
    double counted = metric(last, REQUESTS.replace("}", ","));
    assertThat(counted).isBetween((double) got, (double) got + kills);
    prometheus.awaitQuery("sum(" + REQUESTS + ")", counted);
    prometheus.awaitQuery("sum(" + TIMED + ")", metric(last, TIMED.replace("}", ",")));

    assertThat(sum(prometheus, "resets(" + REQUESTS + "[10m])")).isZero();
    assertThat(sum(prometheus, "resets(" + TIMED + "[10m])")).isZero();
    assertThat(grown(prometheus, REQUESTS)).isEqualTo(counted);
    assertThat(grown(prometheus, TIMED)).isBetween((double) got - kills, counted);
    assertThat(sum(prometheus, "increase(" + REQUESTS + "[10m])"))
        .isBetween(counted - 1, counted * GUESS);
    assertNoStepBeyondTheTraffic(prometheus, asking, kills);
  }

  /** Between two scrapes no more is counted than the client got around them. */
  private static void assertNoStepBeyondTheTraffic(
      PrometheusServer prometheus, Asking asking, int kills) {
    List<Double> times = asking.answers().stream().map(Asking.Answer::atSeconds).toList();
    for (List<Sample> series : prometheus.samples(REQUESTS, 10).values()) {
      for (int i = 1; i < series.size(); i++) {
        double from = series.get(i - 1).atSeconds() - SLACK_SECONDS;
        double to = series.get(i).atSeconds() + SLACK_SECONDS;
        long got = times.stream().filter(at -> at >= from && at <= to).count();
        assertThat(series.get(i).value() - series.get(i - 1).value())
            .as("growth between two scrapes, %s of %s", i, series.size())
            .isBetween(0d, (double) got + kills);
      }
    }
  }

  /** What Prometheus takes for growth: steps up, and after a reset all that is there. */
  private static double grown(PrometheusServer prometheus, String selector) {
    double grown = 0;
    for (List<Sample> series : prometheus.samples(selector, 10).values()) {
      for (int i = 1; i < series.size(); i++) {
        double step = series.get(i).value() - series.get(i - 1).value();
        grown += step < 0 ? series.get(i).value() : step;
      }
    }
    return grown;
  }

  /** The same, for series of which some begin late and not at 0. */
  private static double grownFromNothing(PrometheusServer prometheus, String selector) {
    double first = 0;
    for (List<Sample> series : prometheus.samples(selector, 10).values()) {
      first += series.get(0).value();
    }
    return first + grown(prometheus, selector);
  }

  private static double sum(PrometheusServer prometheus, String promQl) {
    OptionalDouble value = prometheus.query("sum(" + promQl + ")");
    assertThat(value).as(promQl).isPresent();
    return value.orElseThrow();
  }

  private static void awaitMoreThan(Asking asking, PrometheusServer prometheus, int answers) {
    await().atMost(Duration.ofSeconds(40)).until(() -> asking.answers().size() > answers);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> prometheus.query("sum(" + REQUESTS + ")").orElse(0) >= answers);
  }

  private static void awaitNoneInFlight(MynahProcess mynah) {
    await().until(() -> metric(mynah, "mynah_http_requests_in_flight") == 0);
  }

  private static double metric(MynahProcess mynah, String start) throws Exception {
    try (Stream<String> lines = mynah.admin("/metrics").body().lines()) {
      return lines
          .filter(line -> line.startsWith(start))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
          .sum();
    }
  }

  private MynahProcess start(String... flags) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("agent", "--config", "mynah.yaml"));
    arguments.addAll(
        List.of("--data", "data", "--port", "" + port, "--admin-port", "" + adminPort));
    arguments.addAll(List.of(flags));
    return MynahProcess.start(dir, Map.of(), arguments.toArray(String[]::new));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
