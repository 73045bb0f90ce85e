package dev.mynah.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A real Prometheus on loopback for tests, as a rule one that scrapes one target every second.
 * Where {@code prometheus} is not installed the test is skipped, or fails with {@code CI=true}, see
 * {@link OutsideProgram}. Its data lives in a folder that goes with it, and so does the process.
 */
public final class PrometheusServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final Path folder;
  private final Process process;
  private final int port;

  private PrometheusServer(Path folder, Process process, int port) {
    this.folder = folder;
    this.process = process;
    this.port = port;
  }

  /**
   * Starts one and waits until it answers.
   *
   * @param targetPort of loopback, where {@code /metrics} is
   */
  public static PrometheusServer scraping(int targetPort) throws IOException {
    OutsideProgram.require("prometheus");
    return start(Files.createTempDirectory("mynah-prometheus"), config(targetPort));
  }

  /**
   * Starts one with a configuration of the caller's, and waits until it answers.
   *
   * @param config as in {@code prometheus.yml}, with whole paths
   */
  public static PrometheusServer configured(String config) throws IOException {
    OutsideProgram.require("prometheus");
    return start(Files.createTempDirectory("mynah-prometheus"), config);
  }

  /**
   * Starts one that scrapes nobody and remembers a past, and waits until it answers.
   *
   * @param openMetrics samples with moments
   */
  public static PrometheusServer remembering(String openMetrics)
      throws IOException, InterruptedException {
    Path tool = OutsideProgram.require("promtool");
    Path folder = Files.createTempDirectory("mynah-prometheus");
    Path past = Files.writeString(folder.resolve("past"), openMetrics);
    Process importing =
        new ProcessBuilder(
                tool.toString(),
                "tsdb",
                "create-blocks-from",
                "openmetrics",
                past.toString(),
                folder.resolve("data").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("import").toFile())
            .start();
    if (importing.waitFor() != 0) {
      throw new AssertionError("promtool: " + Files.readString(folder.resolve("import")));
    }
    return start(folder, "scrape_configs: []");
  }

  private static PrometheusServer start(Path folder, String text) throws IOException {
    Path program = OutsideProgram.require("prometheus");
    Path config = Files.writeString(folder.resolve("prometheus.yml"), text);
    int port = freePort();
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--storage.tsdb.retention.time=20y",
                "--web.listen-address=127.0.0.1:" + port,
                "--enable-feature=exemplar-storage",
                "--log.level=warn")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    PrometheusServer server = new PrometheusServer(folder, process, port);
    try {
      Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(server::isReady);
    } catch (RuntimeException | Error notReady) {
      server.close();
      throw notReady;
    }
    return server;
  }

  /** Where it answers. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** The answer to a path with its query, whatever it is. */
  public HttpResponse<String> ask(String path) {
    try {
      return send(path);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stopped);
    }
  }

  /** The value of a query with one result; empty while there is none. */
  public OptionalDouble query(String promQl) {
    Map<Map<String, String>, Double> all = queryAll(promQl);
    if (all.size() > 1) {
      throw new AssertionError(promQl + " has " + all.size() + " results: " + all);
    }
    return all.values().stream().mapToDouble(Double::doubleValue).findFirst();
  }

  /** The values of an instant query by their labels. */
  public Map<Map<String, String>, Double> queryAll(String promQl) {
    Map<Map<String, String>, Double> values = new LinkedHashMap<>();
    for (JsonNode result : get("/api/v1/query?query=" + encoded(promQl)).path("result")) {
      Map<String, String> labels = new TreeMap<>();
      result
          .path("metric")
          .properties()
          .forEach(l -> labels.put(l.getKey(), l.getValue().asText()));
      values.put(labels, Double.parseDouble(result.path("value").path(1).asText()));
    }
    return values;
  }

  /** What one scrape found. */
  public record Sample(double atSeconds, double value) {}

  /** The samples as they were scraped, by their labels, of the last so many minutes. */
  public Map<Map<String, String>, List<Sample>> samples(String selector, int minutes) {
    Map<Map<String, String>, List<Sample>> samples = new LinkedHashMap<>();
    String query = selector + "[" + minutes + "m]";
    for (JsonNode result : get("/api/v1/query?query=" + encoded(query)).path("result")) {
      Map<String, String> labels = new TreeMap<>();
      result
          .path("metric")
          .properties()
          .forEach(l -> labels.put(l.getKey(), l.getValue().asText()));
      List<Sample> values = new ArrayList<>();
      for (JsonNode pair : result.path("values")) {
        values.add(new Sample(pair.path(0).asDouble(), Double.parseDouble(pair.path(1).asText())));
      }
      samples.put(labels, values);
    }
    return samples;
  }

  /** Waits until a query with one result has this value. */
  public void awaitQuery(String promQl, double expected) {
    Awaitility.await(promQl + " is " + expected)
        .atMost(PATIENCE)
        .until(
            () -> query(promQl),
            value -> value.isPresent() && Math.abs(value.getAsDouble() - expected) < 1e-9);
  }

  /** The exemplars it stored for a series, as Prometheus' API tells them. */
  public JsonNode exemplars(String selector) {
    long now = System.currentTimeMillis() / 1_000;
    return get(
        "/api/v1/query_exemplars?query="
            + encoded(selector)
            + "&start="
            + (now - 3_600)
            + "&end="
            + (now + 3_600));
  }

  /** What the last scrape of the target failed with; empty when it did not. */
  public String lastScrapeError() {
    return get("/api/v1/targets").path("activeTargets").path(0).path("lastError").asText();
  }

  /** Ends the process and removes what it wrote. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException left) {
      throw new UncheckedIOException(left);
    }
  }

  private boolean isReady() throws IOException, InterruptedException {
    if (!process.isAlive()) {
      throw new AssertionError("prometheus ended: " + Files.readString(folder.resolve("log")));
    }
    return send("/-/ready").statusCode() == 200;
  }

  private JsonNode get(String path) {
    HttpResponse<String> answer = ask(path);
    if (answer.statusCode() != 200) {
      throw new AssertionError(path + " says " + answer.statusCode() + " " + answer.body());
    }
    try {
      return JSON.readTree(answer.body()).path("data");
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private HttpResponse<String> send(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(10))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String config(int targetPort) {
    return """
    global:
      scrape_interval: 1s
      scrape_timeout: 1s
    scrape_configs:
      - job_name: mynah
        scrape_timeout: 1s
        static_configs:
          - targets: ["127.0.0.1:%d"]
    """
        .formatted(targetPort);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
