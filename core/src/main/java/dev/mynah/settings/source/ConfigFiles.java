package dev.mynah.settings.source;

import dev.mynah.settings.tree.Place;
import dev.mynah.settings.tree.Problem;
import dev.mynah.settings.tree.Problems;
import dev.mynah.settings.tree.Source;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One file, or all files of one directory, read at once.
 *
 * <p>Of a directory, {@code *.yaml}, {@code *.yml} and {@code *.json} count, in the order of their
 * names, not those in directories below. Names that start with a dot are passed over, so that a
 * mounted ConfigMap, which keeps its content once more in {@code ..data}, is read once.
 *
 * @param root the file or directory as the operator named it
 * @param problems what could not be read
 * @param warnings what could be read and will not be followed
 */
public record ConfigFiles(
    Path root, List<ConfigFile> files, List<Problem> problems, List<Problem> warnings) {
  /** What is said of another tool's stubs, wherever they are met. */
  public static final String WIREMOCK = "holds WireMock stub mappings";

  public static final String WIREMOCK_HINT =
      "not in this release: they cannot be read yet; write them as routes:";

  private static final long LARGEST_BYTES = 64L * 1024 * 1024;
  private static final Path MOUNTS = Path.of("/proc/self/mountinfo");

  public ConfigFiles {
    files = List.copyOf(files);
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
  }

  /** Reads a file or a directory; never throws for what is there or not. */
  public static ConfigFiles read(Path root) {
    return read(root, MOUNTS);
  }

  static ConfigFiles read(Path root, Path mounts) {
    Problems problems = new Problems();
    List<ConfigFile> files = new ArrayList<>();
    Place place = Place.startOf(Source.file(root));
    if (Files.isDirectory(root)) {
      readDirectory(root, place, files, problems);
    } else {
      readFile(root, files, problems);
      if (Mounts.isMountPoint(root, mounts)) {
        problems.warn(
            place,
            "is mounted as a single file (subPath)",
            "changes will not be seen; mount its directory instead");
      }
    }
    return new ConfigFiles(root, files, problems.errors(), problems.warnings());
  }

  /** The configuration files of a directory, in the order in which they are read. */
  static List<Path> listed(Path directory) throws IOException {
    List<Path> found = new ArrayList<>();
    Set<Path> seen = new HashSet<>();
    try (Stream<Path> entries = Files.list(directory)) {
      for (Path entry : entries.sorted().toList()) {
        if (isConfiguration(entry) && seen.add(entry.toRealPath())) {
          found.add(entry);
        }
      }
    }
    return found;
  }

  private static boolean isConfiguration(Path entry) {
    String name = String.valueOf(entry.getFileName()).toLowerCase(Locale.ROOT);
    boolean suffix = name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
    return suffix && !name.startsWith(".") && Files.isRegularFile(entry);
  }

  private static void readDirectory(
      Path root, Place place, List<ConfigFile> files, Problems problems) {
    try {
      List<Path> listed = listed(root);
      boolean stubs = Files.isDirectory(root.resolve("mappings"));
      if (stubs && (listed.isEmpty() || Files.isDirectory(root.resolve("__files")))) {
        problems.error(place, WIREMOCK, WIREMOCK_HINT);
        return;
      }
      if (listed.isEmpty()) {
        problems.error(place, "holds no configuration", "expected *.yaml, *.yml or *.json");
      }
      for (Path file : listed) {
        readFile(file, files, problems);
      }
    } catch (IOException e) {
      problems.error(place, reason(e), "expected a readable directory");
    }
  }

  private static void readFile(Path file, List<ConfigFile> files, Problems problems) {
    Place place = Place.startOf(Source.file(file));
    try {
      if (Files.size(file) > LARGEST_BYTES) {
        problems.error(place, "is larger than 64MiB", "expected a smaller file");
        return;
      }
      files.add(new ConfigFile(file, Files.readAllBytes(file)));
    } catch (IOException e) {
      problems.error(place, reason(e), "expected a readable file");
    }
  }

  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "does not exist";
    }
    return e instanceof AccessDeniedException ? "may not be read" : "cannot be read: " + e;
  }
}
