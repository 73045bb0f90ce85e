package dev.mynah.ledger.dir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Where files go that could not be used: beside their old place, with the time in the name. */
public final class Quarantine {
  /** How many of each file are kept for people to look at. */
  static final int KEPT = 2;

  private static final String MARK = ".quarantined-";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Quarantine() {}

  /**
   * Moves a file aside, and deletes what was put aside longest ago.
   *
   * @return where it went
   * @throws IOException when it could not be moved; it then stands where it stood
   */
  public static Path moveAside(Path file, Instant now) throws IOException {
    Path target = free(file, MARK + TIME.format(now));
    Files.move(file, target);
    forgetOldest(file);
    return target;
  }

  /** The files that were moved aside from one place, oldest first. */
  public static List<Path> of(Path file) throws IOException {
    String prefix = file.getFileName() + MARK;
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(path -> nameOf(path).startsWith(prefix))
          .sorted(Comparator.comparing(Quarantine::nameOf))
          .toList();
    }
  }

  private static void forgetOldest(Path file) throws IOException {
    List<Path> kept = of(file);
    for (int i = 0; i < kept.size() - KEPT; i++) {
      Files.deleteIfExists(kept.get(i));
    }
  }

  private static Path free(Path file, String suffix) {
    Path target = file.resolveSibling(file.getFileName() + suffix);
    for (int i = 1; Files.exists(target); i++) {
      target = file.resolveSibling(file.getFileName() + suffix + "-" + i);
    }
    return target;
  }

  private static String nameOf(Path path) {
    return String.valueOf(path.getFileName());
  }
}
