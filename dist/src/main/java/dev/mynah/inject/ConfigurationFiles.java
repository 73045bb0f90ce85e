package dev.mynah.inject;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A configuration's files as the keys of a ConfigMap. */
public final class ConfigurationFiles {
  /** What fits into a ConfigMap beside its own fields. */
  private static final int MOST_BYTES = 900 * 1024;

  private static final String FILE = "mynah.yaml";

  private ConfigurationFiles() {}

  /**
   * The texts of a file, or of all files that stand directly in a directory, by name.
   *
   * @throws InjectionRefused when there is none, or what there is fits into no ConfigMap
   */
  public static Map<String, String> read(Path path) {
    Map<String, String> texts = new TreeMap<>();
    int bytes = 0;
    try {
      for (Path file : files(path)) {
        byte[] content = Files.readAllBytes(file);
        bytes += content.length;
        texts.put(name(path, file), text(file, content));
      }
    } catch (IOException e) {
      throw new InjectionRefused("--config " + path + ": cannot be read: " + e.getMessage());
    }
    if (texts.isEmpty()) {
      throw new InjectionRefused("--config " + path + ": holds no file (expected a configuration)");
    }
    if (bytes > MOST_BYTES) {
      throw new InjectionRefused(
          "--config "
              + path
              + ": "
              + bytes / 1024
              + " KiB (expected at most 900 KiB, which a ConfigMap holds)");
    }
    return texts;
  }

  private static List<Path> files(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new InjectionRefused("--config " + path + ": there is no such file or directory");
    }
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> all = Files.list(path)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
          .sorted()
          .toList();
    }
  }

  /** A single file may be called as it likes; a directory's files name each other. */
  private static String name(Path path, Path file) {
    String name = String.valueOf(file.getFileName());
    if (path.equals(file)) {
      return FILE;
    }
    if (!name.matches("[-._a-zA-Z0-9]{1,253}")) {
      throw new InjectionRefused(
          "--config " + file + ": (expected a name of letters, digits, '-', '_' and '.')");
    }
    return name;
  }

  private static String text(Path file, byte[] content) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(content))
          .toString();
    } catch (CharacterCodingException e) {
      throw new InjectionRefused(
          "--config " + file + ": holds bytes that are not UTF-8 (expected text)");
    }
  }
}
