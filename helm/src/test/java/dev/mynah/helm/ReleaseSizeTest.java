package dev.mynah.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Helm keeps a release (the chart's files and what they rendered, packed) in a Secret, which holds
 * 1 MiB: dashboards count twice.
 */
class ReleaseSizeTest {
  private static final int HALF_OF_A_SECRET = 512 * 1024;
  private static final List<String> NOT_PACKED = List.of("ci", "rendered");

  @TempDir Path dir;

  @Test
  void aReleaseOfDashboardsFitsIntoASecret() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      for (Path file : files()) {
        gzip.write(Base64.getEncoder().encode(Files.readAllBytes(file)));
      }
      gzip.write(Values.of("monitoring").manifests().getBytes(StandardCharsets.UTF_8));
    }

    assertThat(Base64.getEncoder().encode(packed.toByteArray()).length)
        .isLessThan(HALF_OF_A_SECRET);
  }

  @Test
  void theChartIsPacked() throws IOException {
    new Helm(Values.CHART).packageIt().withDestination(dir).call();

    Path archive = dir.resolve("mynah-0.1.0.tgz");
    assertThat(archive).exists();
    assertThat(Files.size(archive)).isLessThan(HALF_OF_A_SECRET);
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(Values.CHART)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !NOT_PACKED.contains(top(file)))
          .toList();
    }
  }

  private static String top(Path file) {
    return Values.CHART.relativize(file).getName(0).toString();
  }
}
