package dev.mynah.settings.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the kernel says is mounted; on other systems nothing is. */
final class Mounts {
  private static final int MOUNT_POINT = 4;

  private Mounts() {}

  /** Whether a file is a mount of its own, so that replacing it outside is not seen inside. */
  static boolean isMountPoint(Path file, Path table) {
    try {
      String path = file.toRealPath().toString();
      List<String> lines = Files.readAllLines(table, StandardCharsets.ISO_8859_1);
      return Files.isRegularFile(file) && lines.stream().anyMatch(line -> path.equals(point(line)));
    } catch (IOException e) {
      return false;
    }
  }

  /** The fifth field (proc(5)); a space in it is written as an octal number. */
  private static String point(String line) {
    String[] fields = line.split(" ", MOUNT_POINT + 2);
    return fields.length > MOUNT_POINT ? fields[MOUNT_POINT].replace("\\040", " ") : "";
  }
}
