package dev.mynah.image;

import dev.mynah.image.root.ImageFailure;
import dev.mynah.image.root.Platform;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param jdk the JDK that goes into the image; this JVM's own when none is named
 * @param libc root of a system whose C library goes into the image
 */
record Options(
    Path output,
    Optional<Platform> platform,
    Optional<Path> jdk,
    Optional<Path> libc,
    Optional<String> tag,
    Path jar,
    Switches switches) {

  static final String USAGE =
      """
      Builds the image of Mynah as one file, without a container engine.

        build [-o FILE.tar] [--tag NAME:TAG] [--jar FILE] [--no-archive]
              [--platform linux/amd64|linux/arm64] [--jdk DIR] [--libc DIR]
        build --join A.tar B.tar [-o FILE.tar]

        -o FILE.tar    the file to write; target/mynah-image.tar without it
        --tag          the image's name; mynah:VERSION without it
        --jar          the program; ../target/mynah.jar without it
        --no-archive   leaves out the archive for quick starts: same bytes for same inputs
        --platform     the machine the image is for; that of the JDK without it
        --jdk          the JDK whose modules go into the image; the one this runs on without it
        --libc         root folder of a system whose C library goes into the image; / without it
        --root DIR     leaves the image's root in a new folder, without an archive, and writes no file
        --join         makes one image for several platforms of several files
      """;

  /**
   * What else was asked for.
   *
   * @param archive whether to train the archive for quick starts
   * @param root the folder to leave the image's root in, instead of writing a file
   * @param join images to be joined into one; empty for a build
   */
  record Switches(boolean archive, Optional<Path> root, List<Path> join) {}

  static Options parse(List<String> arguments, Path defaultJar, Path defaultOutput) {
    Path output = defaultOutput;
    Path jar = defaultJar;
    Optional<Platform> platform = Optional.empty();
    Optional<Path> jdk = Optional.empty();
    Optional<Path> libc = Optional.empty();
    Optional<String> tag = Optional.empty();
    Optional<Path> root = Optional.empty();
    boolean archive = true;
    boolean joining = false;
    List<Path> join = new ArrayList<>();
    List<String> rest = new ArrayList<>(arguments);
    while (!rest.isEmpty()) {
      String word = rest.remove(0);
      switch (word) {
        case "-o", "--output" -> output = Path.of(value(word, rest));
        case "--platform" -> platform = Optional.of(Platform.of(value(word, rest)));
        case "--jdk" -> jdk = Optional.of(Path.of(value(word, rest)));
        case "--libc" -> libc = Optional.of(Path.of(value(word, rest)));
        case "--tag" -> tag = Optional.of(ImageName.checked(value(word, rest)));
        case "--jar" -> jar = Path.of(value(word, rest));
        case "--no-archive" -> archive = false;
        case "--root" -> root = Optional.of(Path.of(value(word, rest)));
        case "--join" -> joining = true;
        default -> {
          if (!joining || word.startsWith("-")) {
            throw new ImageFailure("unknown argument " + word + "; see --help.");
          }
          join.add(Path.of(word));
        }
      }
    }
    if (joining && join.size() < 2) {
      throw new ImageFailure("--join needs two files or more.");
    }
    return new Options(
        output, platform, jdk, libc, tag, jar, new Switches(archive, root, List.copyOf(join)));
  }

  private static String value(String word, List<String> rest) {
    if (rest.isEmpty() || rest.get(0).startsWith("--")) {
      throw new ImageFailure(word + " needs a value; see --help.");
    }
    return rest.remove(0);
  }
}
