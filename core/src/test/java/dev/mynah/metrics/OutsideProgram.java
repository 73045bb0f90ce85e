package dev.mynah.metrics;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A real program that some tests need. Where it is not installed they are skipped and say so; with
 * {@code CI=true} in the environment they fail instead, so that they cannot rot unseen.
 */
public final class OutsideProgram {
  /** The platform's logger writes to the console also where no logging is set up. */
  private static final System.Logger LOG = System.getLogger(OutsideProgram.class.getName());

  private OutsideProgram() {}

  /** Where a program of the package prometheus is, or the end of the test. */
  public static Path require(String name) {
    return require(name, "prometheus");
  }

  /**
   * Where the program is, or the end of the test.
   *
   * @param aptPackage in which Debian has it
   */
  public static Path require(String name, String aptPackage) {
    Optional<Path> found =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .map(folder -> Path.of(folder, name))
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isEmpty()) {
      String reason = name + " is not installed (it is in the package " + aptPackage + ")";
      if ("true".equals(System.getenv("CI"))) {
        fail(reason);
      }
      LOG.log(System.Logger.Level.WARNING, "SKIPPED: {0}", reason);
      Assumptions.abort(reason);
    }
    return found.orElseThrow();
  }
}
