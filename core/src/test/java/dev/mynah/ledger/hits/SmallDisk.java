package dev.mynah.ledger.hits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A file system of its own in memory, where this user may mount one. */
public final class SmallDisk implements AutoCloseable {
  private final Path path;

  private SmallDisk(Path path) {
    this.path = path;
  }

  /** Mounts one; empty where that is not allowed or known. */
  public static Optional<SmallDisk> mount(Path path, int megabytes) throws IOException {
    Files.createDirectories(path);
    boolean mounted =
        run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "mynah-test", path.toString());
    return mounted ? Optional.of(new SmallDisk(path)) : Optional.empty();
  }

  /** Where it is mounted. */
  public Path path() {
    return path;
  }

  /** The same files at another place, where every write fails. */
  static Optional<SmallDisk> readOnlyView(Path of, Path at) throws IOException {
    Files.createDirectories(at);
    if (!run("mount", "--bind", of.toString(), at.toString())) {
      return Optional.empty();
    }
    SmallDisk view = new SmallDisk(at);
    if (run("mount", "-o", "remount,bind,ro", at.toString())) {
      return Optional.of(view);
    }
    view.close();
    return Optional.empty();
  }

  /** Fills what is left, down to the last byte. */
  public void fillUp() throws IOException {
    byte[] block = new byte[4096];
    try (var out = Files.newOutputStream(path.resolve("filler"))) {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      if (!String.valueOf(e.getMessage()).contains("No space")) {
        throw e;
      }
    }
  }

  @Override
  public void close() throws IOException {
    run("umount", "-l", path.toString());
  }

  private static boolean run(String... command) throws IOException {
    try {
      Process process =
          new ProcessBuilder(List.of(command))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (IOException e) {
      return false;
    }
  }
}
