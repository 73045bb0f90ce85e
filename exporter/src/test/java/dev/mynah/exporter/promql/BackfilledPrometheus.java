package dev.mynah.exporter.promql;

import dev.mynah.metrics.OutsideProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A real Prometheus on loopback that scrapes nothing and knows what a page of the past says. */
final class BackfilledPrometheus implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient client = HttpClient.newHttpClient();
  private final Path folder;
  private final Process process;
  private final int port;

  private BackfilledPrometheus(Path folder, Process process, int port) {
    this.folder = folder;
    this.process = process;
    this.port = port;
  }

  /** Makes blocks of an OpenMetrics page and starts a server on them. */
  static BackfilledPrometheus of(String openMetrics) throws IOException, InterruptedException {
    Path prometheus = OutsideProgram.require("prometheus");
    Path promtool = OutsideProgram.require("promtool");
    Path folder = Files.createTempDirectory("mynah-backfilled");
    Path page = Files.writeString(folder.resolve("page.txt"), openMetrics);
    Path data = folder.resolve("data");
    Process blocks =
        new ProcessBuilder(
                promtool.toString(),
                "tsdb",
                "create-blocks-from",
                "openmetrics",
                page.toString(),
                data.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("blocks.log").toFile())
            .start();
    if (!blocks.waitFor(60, TimeUnit.SECONDS) || blocks.exitValue() != 0) {
      throw new AssertionError("promtool: " + Files.readString(folder.resolve("blocks.log")));
    }
    Path config = Files.writeString(folder.resolve("prometheus.yml"), "scrape_configs: []\n");
    int port = freePort();
    Process process =
        new ProcessBuilder(
                prometheus.toString(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + data,
                "--storage.tsdb.retention.time=20y",
                "--web.listen-address=127.0.0.1:" + port,
                "--log.level=warn")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    BackfilledPrometheus server = new BackfilledPrometheus(folder, process, port);
    try {
      Awaitility.await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(() -> server.get("/-/ready").statusCode() == 200);
    } catch (RuntimeException | Error notReady) {
      server.close();
      throw notReady;
    }
    return server;
  }

  /** The answer to a path with its query. */
  HttpResponse<String> get(String path) {
    try {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
              .timeout(Duration.ofSeconds(20))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stopped);
    }
  }

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
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException left) {
      throw new UncheckedIOException(left);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
