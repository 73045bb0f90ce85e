package dev.mynah.image.root;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the archive for quick starts by the image's own Java, inside the image's own root: an
 * archive is good for one Java and one path, size and time of each jar.
 */
final class Training {
  /**
   * In a name space of its own: the root is a mount, so that Java finds the file system it is on.
   */
  private static final String INSIDE =
      "set -e; root=$1; shift; mount --bind \"$root\" \"$root\"; mount --rbind /proc"
          + " \"$root/proc\"; mount --rbind /dev \"$root/dev\"; mount -t tmpfs tmpfs \"$root/tmp\";"
          + " exec chroot \"$root\" \"$@\"";

  private final Jdk jdk;
  private final Path root;

  Training(Jdk jdk, Path root) {
    this.jdk = jdk;
    this.root = root;
  }

  /** Leaves the archive in the root; returns why there is none, if so. */
  Optional<String> make() throws IOException {
    if (!jdk.runsHere()) {
      return Optional.of("Java for " + jdk.platform().cpu() + " does not run on this machine");
    }
    if (!jdk.hasAotCache()) {
      Command.Ended base = run(List.of(EntryPoint.JAVA, "-Xshare:dump"));
      if (!base.fine()) {
        return Optional.of("no base archive: " + base.lastLines());
      }
    }
    Command.Ended ended = run(EntryPoint.training(jdk));
    Path archive = root.resolve(EntryPoint.ARCHIVE.substring(1));
    if (!ended.fine() || !Files.exists(archive)) {
      Files.deleteIfExists(archive);
      return Optional.of("training ended with " + ended.code() + ": " + ended.lastLines());
    }
    return Optional.empty();
  }

  private Command.Ended run(List<String> inside) throws IOException {
    List<String> command = new ArrayList<>(List.of("unshare", "--mount"));
    if (!Integer.valueOf(0).equals(Files.getAttribute(root, "unix:uid"))) {
      command.add("--map-root-user");
    }
    command.addAll(List.of("sh", "-c", INSIDE, "sh", root.toString()));
    command.addAll(inside);
    return Command.run(command);
  }
}
