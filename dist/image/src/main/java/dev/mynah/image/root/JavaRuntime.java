package dev.mynah.image.root;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The JDK cut down to the modules that Mynah uses. */
final class JavaRuntime {
  /**
   * What jdeps finds, and what only reflection and services reach: {@code jdk.compiler} for
   * Chronicle Map's look at the compiler, {@code jdk.crypto.ec} for the curves of TLS (empty since
   * JDK 22), {@code jdk.zipfs} for resources of the jar, {@code jdk.net} for socket options of the
   * HTTP client, {@code jdk.httpserver} for the backend of the example, {@code java.security.jgss}
   * for the PostgreSQL driver. The tests start every command on exactly these.
   */
  static final List<String> MODULES =
      List.of(
          "java.base",
          "java.logging",
          "java.management",
          "java.naming",
          "java.net.http",
          "java.security.jgss",
          "java.sql",
          "java.xml",
          "jdk.compiler",
          "jdk.crypto.ec",
          "jdk.httpserver",
          "jdk.management",
          "jdk.naming.dns",
          "jdk.net",
          "jdk.unsupported",
          "jdk.zipfs");

  private JavaRuntime() {}

  /** Links it into a folder that is not there yet. */
  static void link(Jdk jdk, Path folder) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(jlinkFor(jdk).toString());
    Path modules = jdk.home().resolve("jmods");
    if (Files.isDirectory(modules)) {
      command.addAll(List.of("--module-path", modules.toString()));
    }
    command.addAll(List.of("--add-modules", String.join(",", MODULES)));
    command.addAll(List.of("--no-header-files", "--no-man-pages"));
    command.addAll(List.of("--output", folder.toString()));
    Command.Ended ended = Command.run(command);
    if (!ended.fine()) {
      throw new ImageFailure("jlink failed (" + ended.code() + "): " + ended.lastLines());
    }
  }

  private static Path jlinkFor(Jdk jdk) throws IOException {
    Path own = jdk.home().resolve("bin/jlink");
    if (jdk.runsHere()) {
      if (Files.isExecutable(own)) {
        return own;
      }
      throw new ImageFailure(jdk.home() + " has no bin/jlink: a whole JDK is needed.");
    }
    if (!Files.isDirectory(jdk.home().resolve("jmods"))) {
      throw new ImageFailure(
          jdk.home() + " has no folder jmods, and its own jlink does not run on this machine.");
    }
    Path here = Path.of(System.getProperty("java.home"));
    if (Runtime.version().feature() != jdk.feature() || !Files.exists(here.resolve("bin/jlink"))) {
      throw new ImageFailure(
          "to link "
              + jdk.home()
              + " run this on a JDK of version "
              + jdk.feature()
              + " (set JAVA_HOME), not on "
              + here
              + ".");
    }
    return here.resolve("bin/jlink");
  }
}
