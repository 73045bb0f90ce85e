package dev.mynah.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.image.root.Jdk;
import dev.mynah.image.root.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an image says of itself. */
class ImageTextsTest {
  private static final Jdk JDK = new Jdk(Path.of("/jdk"), "17.0.1+2", 17, Platform.ARM64);
  private static final List<Layer.Written> LAYERS =
      List.of(
          new Layer.Written(Layer.SYSTEM, new Blob("sha256:aa", 5, Path.of("x")), "sha256:bb", 10));

  @Test
  void theConfigurationHoldsTheContract() throws IOException {
    JsonNode config = json(ImageTexts.config(about(true), LAYERS));

    assertThat(config.path("architecture").asText()).isEqualTo("arm64");
    assertThat(config.path("os").asText()).isEqualTo("linux");
    assertThat(config.path("rootfs").path("diff_ids").path(0).asText()).isEqualTo("sha256:bb");
    assertThat(config.path("history")).hasSize(LAYERS.size());
    JsonNode start = config.path("config");
    assertThat(start.path("User").asText()).isEqualTo("10001:10001");
    assertThat(start.path("StopSignal").asText()).isEqualTo("SIGTERM");
    assertThat(start.path("Entrypoint").path(0).asText()).isEqualTo("/opt/java/bin/java");
    assertThat(start.has("Cmd")).isFalse();
    assertThat(start.path("Env"))
        .extracting(JsonNode::asText)
        .contains("MALLOC_ARENA_MAX=2", "LANG=C.UTF-8", "PATH=/opt/java/bin")
        .filteredOn(pair -> pair.startsWith("MYNAH_"))
        .as("kubelet and Prometheus come from outside; traffic is let in by who deploys it")
        .containsExactly("MYNAH_ADMIN_LISTEN_HOST=0.0.0.0");
    assertThat(start.path("ExposedPorts").has("8080/tcp")).isTrue();
    assertThat(start.path("ExposedPorts").has("9464/tcp")).isTrue();
  }

  @Test
  void anImageWithoutAnArchiveSaysSo() throws IOException {
    assertThat(label(about(false), "dev.mynah.archive")).isEqualTo("none");
    assertThat(label(about(true), "dev.mynah.archive")).isEqualTo("class-data");
    assertThat(label(about(true), "org.opencontainers.image.version")).isEqualTo("1.2");
  }

  @Test
  void namesAreLoadedAsEnginesWriteThem() {
    assertThat(ImageName.of("mynah:1.0").full()).isEqualTo("docker.io/library/mynah:1.0");
    assertThat(ImageName.of("team/mynah:1.0").full()).isEqualTo("docker.io/team/mynah:1.0");
    assertThat(ImageName.of("reg.example:5000/mynah:1.0").full())
        .isEqualTo("reg.example:5000/mynah:1.0");
    assertThat(ImageName.of("reg.example:5000/mynah:1.0").tag()).isEqualTo("1.0");
    assertThat(ImageName.of("localhost/mynah:1.0").full()).isEqualTo("localhost/mynah:1.0");
  }

  private static ImageTexts.About about(boolean archive) {
    return new ImageTexts.About("1.2", "2026-01-01T00:00:00Z", JDK, archive);
  }

  private static String label(ImageTexts.About about, String name) throws IOException {
    JsonNode config = json(ImageTexts.config(about, LAYERS));
    return config.path("config").path("Labels").path(name).asText();
  }

  private static JsonNode json(Object value) throws IOException {
    return ImageArchive.JSON.readTree(ImageArchive.json(value));
  }
}
