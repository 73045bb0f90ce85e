package dev.mynah.image;

import dev.mynah.image.root.ImageFailure;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The command that builds the image; {@code dist/image/build} starts it. */
public final class BuildImage {
  /**
   * Of every file, unless {@code SOURCE_DATE_EPOCH} says otherwise: that of the build, see the
   * parent POM.
   */
  static final Instant TIME = Instant.parse("2026-11-01T00:00:00Z");

  private static final int FAILED = 1;
  private static final int BAD_USAGE = 2;

  private BuildImage() {}

  /** Builds or joins, and ends the process. */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments), System.getenv(), System.out, System.err));
  }

  static int run(
      List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
    if (arguments.contains("--help") || arguments.contains("-h")) {
      out.print(Options.USAGE);
      return 0;
    }
    Options options;
    long seconds;
    try {
      options =
          Options.parse(
              arguments,
              Path.of(environment.getOrDefault("MYNAH_IMAGE_JAR", "../target/mynah.jar")),
              Path.of(environment.getOrDefault("MYNAH_IMAGE_OUTPUT", "target/mynah-image.tar")));
      seconds = seconds(environment.get("SOURCE_DATE_EPOCH"));
    } catch (ImageFailure e) {
      err.println("mynah image: " + e.getMessage());
      return BAD_USAGE;
    }
    try {
      if (options.switches().join().isEmpty()) {
        new ImageBuild(options, seconds, out::println).run();
      } else {
        new ImageJoin(options, seconds, out::println).run();
      }
      return 0;
    } catch (ImageFailure e) {
      err.println("mynah image: " + e.getMessage());
    } catch (IOException e) {
      err.println("mynah image: " + e);
    }
    return FAILED;
  }

  private static long seconds(@Nullable String epoch) {
    try {
      return epoch == null ? TIME.getEpochSecond() : Long.parseUnsignedLong(epoch);
    } catch (NumberFormatException e) {
      throw new ImageFailure("SOURCE_DATE_EPOCH is " + epoch + ": expected seconds since 1970.");
    }
  }
}
