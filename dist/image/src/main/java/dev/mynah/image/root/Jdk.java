package dev.mynah.image.root;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A JDK as its {@code release} file describes it.
 *
 * @param runtimeVersion such as {@code 17.0.15+6-Debian-1deb12u1}
 */
public record Jdk(Path home, String runtimeVersion, int feature, Platform platform) {
  static final int OLDEST = 17;

  public static Jdk at(Path home) throws IOException {
    Path file = home.resolve("release");
    if (!Files.isRegularFile(file)) {
      throw new ImageFailure(home + " is not a JDK: it has no file 'release'.");
    }
    Map<String, String> release = new HashMap<>();
    for (String line : Files.readAllLines(file)) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        release.put(line.substring(0, equals), line.substring(equals + 1).replace("\"", ""));
      }
    }
    String version = release.getOrDefault("JAVA_VERSION", "");
    String number = version.split("[^0-9]", 2)[0];
    int feature = number.isEmpty() ? 0 : Integer.parseInt(number);
    if (feature < OLDEST) {
      throw new ImageFailure(
          home + " is Java " + version + ": a JDK of version " + OLDEST + " or newer is needed.");
    }
    if (!release.getOrDefault("OS_NAME", "").equals("Linux")) {
      throw new ImageFailure(home + " is not for Linux: name one that is with --jdk.");
    }
    if (release.getOrDefault("LIBC", "").equals("musl")) {
      throw new ImageFailure(home + " is for musl: the image carries glibc, name another --jdk.");
    }
    return new Jdk(
        home,
        release.getOrDefault("JAVA_RUNTIME_VERSION", version),
        feature,
        Platform.ofCpu(release.getOrDefault("OS_ARCH", "unknown")));
  }

  /** Whether this JVM's machine can start it. */
  boolean runsHere() {
    return System.getProperty("os.name").equals("Linux") && platform == Platform.current();
  }

  /** Whether its archive is an AOT cache (JDK 25) and not a class-data archive. */
  public boolean hasAotCache() {
    return feature >= 25;
  }
}
