package dev.mynah.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images for one platform each become one for all. */
class ImageJoinTest {
  @TempDir Path folder;

  @Test
  void anIndexNamesBothPlatforms() throws IOException {
    Path joined = folder.resolve("all.tar");

    String said = join(0, joined, image("amd64", "layer a"), image("arm64", "layer b"));

    assertThat(said).contains("mynah:1.0 for linux/amd64, linux/arm64");
    ImageArchive.Read read = ImageArchive.read(joined, Files.createTempDirectory(folder, "read"));
    JsonNode outer = read.index().path("manifests");
    assertThat(outer).hasSize(1);
    assertThat(outer.path(0).path("annotations").path("io.containerd.image.name").asText())
        .isEqualTo("docker.io/library/mynah:1.0");
    Blob inner = read.blobs().get(outer.path(0).path("digest").asText());
    JsonNode manifests = ImageArchive.JSON.readTree(inner.file().toFile()).path("manifests");
    assertThat(manifests)
        .extracting(manifest -> manifest.path("platform").path("architecture").asText())
        .containsExactly("amd64", "arm64");
    assertThat(manifests)
        .allMatch(manifest -> read.blobs().containsKey(manifest.path("digest").asText()));
    assertThat(read.docker())
        .extracting(image -> image.path("RepoTags").size())
        .as("an engine without an index takes the first")
        .containsExactly(1, 0);
  }

  @Test
  void joiningTheSameImagesAgainGivesTheSameBytes() throws IOException {
    Path amd = image("amd64", "layer a");
    Path arm = image("arm64", "layer b");

    join(0, folder.resolve("one.tar"), amd, arm);
    join(0, folder.resolve("two.tar"), amd, arm);

    assertThat(folder.resolve("one.tar")).hasSameBinaryContentAs(folder.resolve("two.tar"));
  }

  @Test
  void twoForOnePlatformAreRefused() throws IOException {
    String said =
        join(1, folder.resolve("all.tar"), image("amd64", "layer a"), image("amd64", "layer b"));

    assertThat(said).contains("a second image for linux/amd64");
  }

  @Test
  void aDamagedFileIsRefused() throws IOException {
    Path damaged = image("arm64", "a layer that is damaged");
    byte[] bytes = Files.readAllBytes(damaged);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    bytes[text.indexOf("a layer that")] = 'A';
    Files.write(damaged, bytes);

    String said = join(1, folder.resolve("all.tar"), image("amd64", "layer a"), damaged);

    assertThat(said).contains("is damaged");
  }

  private static String join(int code, Path output, Path one, Path two) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      List<String> arguments =
          List.of("--join", one.toString(), two.toString(), "-o", output.toString());
      assertThat(BuildImage.run(arguments, Map.of(), out, out)).isEqualTo(code);
    }
    return said.toString(StandardCharsets.UTF_8);
  }

  private Path image(String architecture, String content) throws IOException {
    Path work = Files.createTempDirectory(folder, "image");
    Blob layer = ImageArchive.blob(content.getBytes(StandardCharsets.UTF_8), work);
    Blob config = ImageArchive.blob(ImageArchive.json(Map.of("architecture", architecture)), work);
    List<Layer.Written> layers =
        List.of(new Layer.Written(Layer.SYSTEM, layer, layer.digest(), layer.bytes()));
    Blob manifest = ImageArchive.blob(ImageArchive.json(ImageTexts.manifest(config, layers)), work);
    Map<String, Object> descriptor = new LinkedHashMap<>(manifest.descriptor(ImageTexts.MANIFEST));
    descriptor.put("platform", ImageTexts.ordered("architecture", architecture, "os", "linux"));
    Path file = Files.createTempFile(folder, architecture, ".tar");
    ImageArchive.write(
        file,
        ImageTexts.index(List.of(descriptor)),
        List.of(ImageArchive.docker(config, List.of("mynah:1.0"), layers)),
        List.of(manifest, config, layer),
        7);
    return file;
  }
}
