package dev.mynah.dashboards.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mynah.dashboards.board.Dashboards;
import dev.mynah.dashboards.model.Dashboard;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Dashboards fit where clusters keep them: a ConfigMap each, and all in the Secret of a release.
 */
class DashboardSizeTest {
  private static final int OBJECT_BYTES = 1 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  static List<Dashboard> dashboards() {
    return Dashboards.all();
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void fileAndItsShortFormFitIntoAConfigMapWithRoomForTheRest(Dashboard dashboard)
      throws IOException {
    byte[] file = Files.readAllBytes(Dashboards.file(dashboard));
    byte[] onOneLine = JSON.writeValueAsBytes(JSON.readTree(file));

    assertThat(file.length).isLessThan(OBJECT_BYTES / 2);
    assertThat(onOneLine.length).isLessThan(file.length);
  }

  @Test
  void allOfThemTakeAtMostHalfOfTheSecretOfARelease() throws IOException {
    ByteArrayOutputStream chartAndManifest = new ByteArrayOutputStream();
    for (int copy = 0; copy < 2; copy++) {
      for (Dashboard dashboard : Dashboards.all()) {
        chartAndManifest.write(
            JSON.writeValueAsBytes(JSON.readTree(Dashboards.file(dashboard).toFile())));
      }
    }

    byte[] release = Base64.getEncoder().encode(zipped(chartAndManifest.toByteArray()));

    assertThat(release.length).isLessThan(OBJECT_BYTES / 2);
  }

  @Test
  void noTwoDashboardsShareAUid() throws IOException {
    List<String> uids = Dashboards.all().stream().map(Dashboard::uid).toList();

    assertThat(uids).doesNotHaveDuplicates();
    for (Dashboard dashboard : Dashboards.all()) {
      String text = Files.readString(Dashboards.file(dashboard), StandardCharsets.UTF_8);
      assertThat(JSON.readTree(text).path("uid").asText()).isEqualTo(dashboard.uid());
    }
  }

  private static byte[] zipped(byte[] bytes) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(zipped)) {
      out.write(bytes);
    }
    return zipped.toByteArray();
  }
}
