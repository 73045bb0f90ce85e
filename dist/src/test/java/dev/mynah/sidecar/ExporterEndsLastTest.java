package dev.mynah.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.settings.Layers;
import dev.mynah.settings.Settings;
import dev.mynah.settings.source.ConfigFile;
import dev.mynah.settings.source.ConfigFiles;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on one data directory, as two containers of a pod that is going. */
class ExporterEndsLastTest {
  private static final String ROUTES =
      "routes: [{id: a, match: {path: /a}, mock: {text: a}}]\njournal: {mode: on}\n";

  @TempDir Path data;

  @Test
  void anExporterThatEndsAfterItsAgentHasReadTheLastFrame() throws Exception {
    ExporterProcess exporter = ExporterProcess.start(launch(), 0);
    Sidecar agent = Sidecar.start(launch());
    for (int i = 0; i < 3; i++) {
      assertThat(status(agent.traffic().get(0).url() + "/a")).isEqualTo(200);
    }

    agent.drain();
    exporter.close();

    String read = Files.readString(data.resolve("journal/consumers/exporter")).strip();
    assertThat(read).isEqualTo("1 " + Files.size(onlySegment()));
  }

  private Path onlySegment() throws IOException {
    try (Stream<Path> files = Files.list(data.resolve("journal"))) {
      List<Path> segments = files.filter(file -> file.toString().endsWith(".seg")).toList();
      assertThat(segments).hasSize(1);
      return segments.get(0);
    }
  }

  private Launch launch() {
    Layers layers =
        Configuration.layers(
            Map.of(),
            Map.of("listen-port", "0", "admin-listen-port", "0", "data-dir", data.toString()));
    Path name = Path.of("mynah.yaml");
    ConfigFile file = new ConfigFile(name, ROUTES.getBytes(StandardCharsets.UTF_8));
    Settings settings =
        Configuration.load(new ConfigFiles(name, List.of(file), List.of(), List.of()), layers);
    return new Launch(settings, settings, layers, false, Optional.empty(), "test", false);
  }

  private static int status(String url) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    try {
      return connection.getResponseCode();
    } finally {
      connection.disconnect();
    }
  }
}
