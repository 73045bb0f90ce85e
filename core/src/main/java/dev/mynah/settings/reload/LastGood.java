package dev.mynah.settings.reload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.settings.Layers;
import dev.mynah.settings.Schema;
import dev.mynah.settings.Settings;
import dev.mynah.settings.source.ConfigFile;
import dev.mynah.settings.source.ConfigFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The last configuration that was accepted, kept in the data directory so that a process can start
 * over a bad one.
 *
 * <pre>
 * DATA/last-good/current             the name of the directory that counts; replaced atomically
 * DATA/last-good/NAME/manifest.json  what was where, and the hash of each copy
 * DATA/last-good/NAME/0-mynah.yaml   the copies
 * </pre>
 *
 * <p>Copies hold what the files held, secrets included, and are readable by their owner only.
 * Private keys are not copied, nor files past 64 MiB together: those are read where they were.
 */
public final class LastGood {
  static final long MOST_BYTES = 64L * 1024 * 1024;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MANIFEST = "manifest.json";
  private static final int VERSION = 1;
  private static final int NAME_BYTES = 8;

  private final Path home;
  private final Path current;

  /**
   * The one of a data directory.
   *
   * @param data the data directory; need not be there yet
   */
  public LastGood(Path data) {
    this.home = data.resolve("last-good");
    this.current = home.resolve("current");
  }

  /**
   * Keeps an accepted configuration; what was kept before goes.
   *
   * @throws IOException when it could not be kept; then what was kept before still is
   */
  public void keep(Settings settings) throws IOException {
    AtomicFile.directory(home);
    List<Copy> copies = copies(settings);
    String name = name(copies);
    Path directory = home.resolve(name);
    if (!name.equals(currentName()) || !Files.exists(directory.resolve(MANIFEST))) {
      write(directory, settings.files().root().toAbsolutePath(), copies);
      AtomicFile.writePrivately(current, name.getBytes(StandardCharsets.UTF_8));
    }
    removeOthers(name);
  }

  /**
   * Reads what is kept.
   *
   * @return null when nothing is kept
   * @throws IOException when what is kept cannot be read, or is not what was written
   */
  public @Nullable Settings read(Schema schema, Layers layers) throws IOException {
    String name = currentName();
    if (name.isEmpty()) {
      return null;
    }
    Path directory = home.resolve(name);
    JsonNode manifest = JSON.readTree(Files.readAllBytes(directory.resolve(MANIFEST)));
    if (manifest.path("version").asInt() != VERSION) {
      throw new IOException("kept by another version of Mynah: " + directory);
    }
    List<ConfigFile> files = new ArrayList<>();
    Map<Path, Path> stored = new HashMap<>();
    for (JsonNode entry : manifest.path("files")) {
      Path path = Path.of(entry.path("path").asText());
      Path copy = directory.resolve(entry.path("copy").asText());
      byte[] bytes = Files.readAllBytes(copy);
      if (!hash(bytes).equals(entry.path("sha256").asText())) {
        throw new IOException("changed since it was kept: " + copy);
      }
      if (entry.path("configuration").asBoolean()) {
        files.add(new ConfigFile(path, bytes));
      } else {
        stored.put(path, copy);
      }
    }
    Path root = Path.of(manifest.path("root").asText());
    ConfigFiles read = new ConfigFiles(root, files, List.of(), List.of());
    return schema.load(read, layers, path -> stored.getOrDefault(path, path));
  }

  /** A file to keep. */
  private record Copy(ConfigFile file, boolean configuration) {
    Path path() {
      return file.path();
    }

    byte[] bytes() {
      return file.bytes();
    }
  }

  private static List<Copy> copies(Settings settings) throws IOException {
    List<Copy> copies = new ArrayList<>();
    long total = 0;
    for (ConfigFile file : settings.files().files()) {
      copies.add(new Copy(new ConfigFile(file.path().toAbsolutePath(), file.bytes()), true));
      total += file.bytes().length;
    }
    for (Path path : new TreeSet<>(settings.named())) {
      if (!settings.keyFiles().contains(path) && total + Files.size(path) <= MOST_BYTES) {
        byte[] bytes = Files.readAllBytes(path);
        copies.add(new Copy(new ConfigFile(path, bytes), false));
        total += bytes.length;
      }
    }
    return copies;
  }

  private static void write(Path directory, Path root, List<Copy> copies) throws IOException {
    AtomicFile.directory(directory);
    ObjectNode manifest = JSON.createObjectNode();
    manifest.put("version", VERSION).put("root", root.toString());
    ArrayNode files = manifest.putArray("files");
    for (Copy copy : copies) {
      String name = files.size() + "-" + copy.path().getFileName();
      AtomicFile.writePrivately(directory.resolve(name), copy.bytes());
      files
          .addObject()
          .put("path", copy.path().toString())
          .put("copy", name)
          .put("configuration", copy.configuration)
          .put("sha256", hash(copy.bytes()));
    }
    byte[] written = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest);
    AtomicFile.writePrivately(directory.resolve(MANIFEST), written);
  }

  private String currentName() throws IOException {
    if (!Files.exists(current)) {
      return "";
    }
    String name = Files.readString(current).strip();
    if (!name.matches("[0-9a-f]{1,64}")) {
      throw new IOException("not the name of a kept configuration: " + current);
    }
    return name;
  }

  private void removeOthers(String kept) throws IOException {
    try (Stream<Path> entries = Files.list(home)) {
      for (Path entry : entries.toList()) {
        boolean stays = entry.equals(current) || entry.equals(home.resolve(kept));
        if (!stays) {
          remove(entry);
        }
      }
    }
  }

  private static void remove(Path tree) throws IOException {
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  private static String name(List<Copy> copies) {
    MessageDigest digest = sha256();
    for (Copy copy : copies) {
      digest.update(copy.path().toString().getBytes(StandardCharsets.UTF_8));
      digest.update(hash(copy.bytes()).getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest(), 0, NAME_BYTES);
  }

  private static String hash(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
