package dev.mynah.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mynah.image.root.ImageFailure;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The one file: an OCI image layout (1.1) in a tar file, with the {@code manifest.json} beside it
 * that {@code docker load} and {@code podman load} read. Both name the same blobs.
 */
final class ImageArchive {
  static final ObjectMapper JSON = new ObjectMapper();

  private static final String LAYOUT = "oci-layout";
  private static final String INDEX = "index.json";
  private static final String DOCKER = "manifest.json";

  private ImageArchive() {}

  /**
   * What was read back from such a file.
   *
   * @param blobs by digest, each in a file of its own
   */
  record Read(JsonNode index, JsonNode docker, Map<String, Blob> blobs) {}

  static void write(
      Path file, Map<String, Object> index, List<?> docker, Iterable<Blob> blobs, long seconds)
      throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    try (TarWriter tar =
        new TarWriter(new BufferedOutputStream(Files.newOutputStream(file)), seconds)) {
      TarWriter.Rights rights = TarWriter.Rights.FILE;
      tar.file(LAYOUT, rights, json(Map.of("imageLayoutVersion", "1.0.0")));
      tar.file(INDEX, rights, json(index));
      tar.file(DOCKER, rights, json(docker));
      tar.folder("blobs", TarWriter.Rights.FOLDER);
      tar.folder("blobs/sha256", TarWriter.Rights.FOLDER);
      for (Blob blob : blobs) {
        tar.file(blob.path(), rights, blob.file());
      }
    }
  }

  /** Reads a file back, its blobs into a folder, and checks every digest. */
  static Read read(Path file, Path folder) throws IOException {
    Map<String, JsonNode> texts = new LinkedHashMap<>();
    Map<String, Blob> blobs = new LinkedHashMap<>();
    try (TarReader tar = new TarReader(new BufferedInputStream(Files.newInputStream(file)))) {
      Optional<TarReader.Entry> next = tar.next();
      for (; next.isPresent(); next = tar.next()) {
        TarReader.Entry entry = next.get();
        if (entry.name().startsWith("blobs/sha256/") && entry.type() == '0') {
          Blob blob = blob(entry.bytes(), folder);
          if (!blob.path().equals(entry.name())) {
            throw new ImageFailure(file + " is damaged: " + entry.name() + " has another digest.");
          }
          blobs.put(blob.digest(), blob);
        } else if (entry.type() == '0') {
          texts.put(entry.name(), JSON.readTree(entry.bytes()));
        }
      }
    }
    JsonNode index = texts.get(INDEX);
    JsonNode docker = texts.get(DOCKER);
    if (index == null || docker == null) {
      throw new ImageFailure(file + " is not an image that this builds.");
    }
    return new Read(index, docker, blobs);
  }

  /** A blob of some bytes, kept in a folder. */
  static Blob blob(byte[] bytes, Path folder) throws IOException {
    String digest = DigestStream.of(bytes);
    Path file = folder.resolve(digest.replace(':', '-'));
    Files.write(file, bytes);
    return new Blob(digest, bytes.length, file);
  }

  /** Its entry in {@code manifest.json}. */
  static Map<String, Object> docker(Blob config, List<String> tags, List<Layer.Written> layers) {
    List<String> paths = layers.stream().map(layer -> layer.blob().path()).toList();
    return ImageTexts.ordered("Config", config.path(), "RepoTags", tags, "Layers", paths);
  }

  static byte[] json(Object value) {
    try {
      return JSON.writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps, lists and text are always written", e);
    }
  }
}
