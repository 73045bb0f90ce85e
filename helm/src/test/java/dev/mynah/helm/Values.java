package dev.mynah.helm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The values files of the chart mynah that stand for ways of using it. */
final class Values {
  static final Path CHART = Charts.dir("mynah");

  private Values() {}

  /** Their file names, in order. */
  static List<String> files() {
    try (Stream<Path> files = Files.list(CHART.resolve("ci"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A release with one of them, named without {@code -values.yaml}. */
  static TrialRelease of(String name) {
    return Charts.release(CHART).values(CHART.resolve("ci/" + name + "-values.yaml"));
  }

  /** A release with one of them, named as the file is. */
  static TrialRelease ofFile(String file) {
    return Charts.release(CHART).values(CHART.resolve("ci").resolve(file));
  }
}
