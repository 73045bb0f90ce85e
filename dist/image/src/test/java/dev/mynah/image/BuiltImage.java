package dev.mynah.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mynah.image.root.RootFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** The image of the finished jar, built and unpacked once for all tests that ask for it. */
final class BuiltImage {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static @Nullable BuiltImage once;

  private final Path folder;
  private final String said;

  private BuiltImage(Path folder, String said) {
    this.folder = folder;
    this.said = said;
  }

  static synchronized BuiltImage get() throws IOException, InterruptedException {
    if (!System.getProperty("os.name").equals("Linux")) {
      System.out.println("the image is built on Linux alone");
      Assumptions.abort("the image is built on Linux alone");
    }
    BuiltImage image = once;
    if (image == null) {
      image = build();
      once = image;
    }
    return image;
  }

  private static BuiltImage build() throws IOException, InterruptedException {
    Path jar = Path.of("../target/mynah.jar").toAbsolutePath().normalize();
    assertThat(jar).as("run after package").exists();
    Path folder = Path.of("target/image-it").toAbsolutePath();
    if (Files.exists(folder)) {
      RootFolder.remove(folder);
    }
    Files.createDirectories(folder.resolve("layout"));
    Path root = Files.createDirectories(folder.resolve("root"));
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int code;
    try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      List<String> arguments =
          List.of("--jar", jar.toString(), "-o", folder.resolve("image.tar").toString());
      code = BuildImage.run(arguments, Map.of(), out, out);
    }
    String text = said.toString(StandardCharsets.UTF_8);
    System.out.print(text);
    assertThat(code).as(text).isZero();
    BuiltImage image = new BuiltImage(folder, text);
    tar(folder.resolve("image.tar"), folder.resolve("layout"));
    for (JsonNode layer : image.manifest().path("layers")) {
      tar(image.blob(layer), root);
    }
    return image;
  }

  /** The real tar, as an engine unpacks a layer: owners by number where it may. */
  private static void tar(Path file, Path folder) throws IOException, InterruptedException {
    Process tar =
        new ProcessBuilder(
                "tar", "-xpf", file.toString(), "--numeric-owner", "-C", folder.toString())
            .inheritIO()
            .start();
    assertThat(tar.waitFor()).as("tar of %s", file).isZero();
  }

  String said() {
    return said;
  }

  Path root() {
    return folder.resolve("root");
  }

  JsonNode text(String name) throws IOException {
    return JSON.readTree(folder.resolve("layout").resolve(name).toFile());
  }

  Path blob(JsonNode descriptor) {
    return folder.resolve("layout").resolve(Blob.pathOf(descriptor.path("digest").asText()));
  }

  JsonNode manifest() throws IOException {
    return JSON.readTree(blob(text("index.json").path("manifests").path(0)).toFile());
  }

  JsonNode config() throws IOException {
    return JSON.readTree(blob(manifest().path("config")).toFile());
  }

  List<String> words(String key) throws IOException {
    return StreamSupport.stream(config().path("config").path(key).spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }
}
