package dev.mynah.command;

import dev.mynah.quickstart.Backend;
import dev.mynah.quickstart.Quickstart;
import dev.mynah.settings.Layers;
import dev.mynah.settings.Settings;
import dev.mynah.sidecar.Configuration;
import dev.mynah.sidecar.Launch;
import dev.mynah.sidecar.Sidecar;
import dev.mynah.sidecar.StartFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * Lives a short life of the example, so that the JVM can archive the classes that a start and its
 * first requests need. The launcher and the image run it once.
 */
@Command(name = "train", hidden = true)
final class TrainCommand implements Callable<Integer> {
  private static final int ROUNDS = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final List<String> ADMIN_PATHS =
      List.of(
          "/live",
          "/ready",
          "/metrics",
          "/api/hits",
          "/",
          "/api/analytics/overview",
          "/api/analytics/logs",
          "/api/v1/query?query=sum(mynah_http_requests_total)",
          "/metrics");

  TrainCommand() {}

  @Override
  public Integer call() throws IOException {
    Path data = Files.createTempDirectory("mynah-train");
    try (Backend backend = Backend.start()) {
      Layers layers =
          Configuration.layers(
              Map.of(Quickstart.BACKEND_VARIABLE, backend.address()),
              Map.of("listen-port", "0", "admin-listen-port", "0", "data-dir", data.toString()));
      ConfigurationChoice example = ConfigurationChoice.example();
      Settings settings = Configuration.load(example.files(), layers);
      Launch launch =
          new Launch(
              settings,
              settings,
              layers,
              true,
              Optional.of(data.resolve("ports.json")),
              ProgramVersion.version(),
              true);
      Sidecar sidecar = Sidecar.start(launch);
      exercise(sidecar.traffic().get(0).url(), sidecar.admin());
      sidecar.drain();
      return ExitCode.FINE;
    } catch (StartFailure e) {
      throw new CommandFailure(ExitCode.FAILED, String.valueOf(e.getMessage()));
    } finally {
      remove(data);
    }
  }

  private static void exercise(String traffic, InetSocketAddress admin) throws IOException {
    List<String> paths = List.of("/hello", "/users/7?x=1", "/live/a/b", "/nowhere");
    for (int round = 0; round < ROUNDS; round++) {
      for (String path : paths) {
        PlainHttp.get(URI.create(traffic + path), PATIENCE, "");
      }
    }
    String base = Sidecar.Listening.url("http", admin);
    for (String path : ADMIN_PATHS) {
      PlainHttp.get(URI.create(base + path), PATIENCE, "");
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
