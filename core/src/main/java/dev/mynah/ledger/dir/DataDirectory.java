package dev.mynah.ledger.dir;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The directory that holds everything a sidecar keeps. */
public final class DataDirectory {
  private static final String OWN_NAME = ".mynah";
  private static final String IGNORE_FILE = ".gitignore";

  private final Path path;

  private DataDirectory(Path path) {
    this.path = path;
  }

  /**
   * The directory, made when it is not there. One that we make, and any called {@code .mynah}, gets
   * a {@code .gitignore} of its own, so that nobody commits counts by accident.
   *
   * @throws IOException when it cannot be made or is not a directory
   */
  public static DataDirectory prepare(Path path) throws IOException {
    boolean existed = Files.isDirectory(path);
    Files.createDirectories(path);
    Path name = path.toAbsolutePath().normalize().getFileName();
    if (!existed || (name != null && name.toString().equals(OWN_NAME))) {
      writeIgnoreFile(path.resolve(IGNORE_FILE));
    }
    return new DataDirectory(path);
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** A file in it. */
  public Path file(String name) {
    return path.resolve(name);
  }

  /**
   * Takes the right to write.
   *
   * @throws DirectoryInUseException when another process, or another ledger of this one, has it
   * @throws IOException when the lock file cannot be written
   */
  public WriterLock lock() throws IOException {
    return WriterLock.take(path);
  }

  private static void writeIgnoreFile(Path file) throws IOException {
    try {
      Files.writeString(
          file, "# Counts and other data of mynah.\n*\n", StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      // Somebody's own rules stay as they are.
      return;
    }
  }
}
