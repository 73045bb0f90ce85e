package dev.mynah.agent.mock;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body file and notices when it changes, by size, modification time and identity, so that a
 * file replaced by a rename or by a swapped link is seen too. Calls must not overlap; not for an
 * event loop.
 */
final class BodyFile {
  /** Up to this size the content is held in memory. */
  static final int HELD_BYTES = 64 * 1024;

  private final Path path;
  private final int heldBytes;
  private @Nullable Stamp last;

  BodyFile(Path path, int heldBytes) {
    this.path = path;
    this.heldBytes = heldBytes;
  }

  /** A file as it was read. */
  static final class Reading {
    private final Path path;
    private final byte[] head;
    private final long length;
    private final Instant modified;

    Reading(Path path, byte[] head, long length, Instant modified) {
      this.path = path;
      this.head = head;
      this.length = length;
      this.modified = modified;
    }

    Path path() {
      return path;
    }

    /** The whole content, or the beginning of a file that is larger than what is held. */
    byte[] head() {
      return head;
    }

    long length() {
      return length;
    }

    /** When the file was changed. */
    Instant modified() {
      return modified;
    }

    boolean whole() {
      return head.length == length;
    }
  }

  private record Stamp(long length, Instant modified, @Nullable Object key) {
    static Stamp of(Path path) throws IOException {
      BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
      if (!found.isRegularFile()) {
        throw new IOException("not a regular file");
      }
      return new Stamp(found.size(), found.lastModifiedTime().toInstant(), found.fileKey());
    }
  }

  /** Reads the file; null when it changed under the reader's hands. */
  @Nullable Reading read() throws IOException {
    Stamp before = Stamp.of(path);
    Reading reading = readHead(before);
    if (!Stamp.of(path).equals(before)
        || reading.head().length != Math.min(before.length(), heldBytes)) {
      return null;
    }
    last = before;
    return reading;
  }

  /** Reads the file if it differs from what was read last; null when not, or not readable now. */
  @Nullable Reading readIfChanged() {
    try {
      return Stamp.of(path).equals(last) ? null : read();
    } catch (IOException e) {
      return null;
    }
  }

  /** A file that is being written while we start: taken as it is, read again at the next look. */
  static Reading unsettled(BodyFile file) throws IOException {
    return file.readHead(Stamp.of(file.path));
  }

  private Reading readHead(Stamp stamp) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] head = in.readNBytes(heldBytes);
      long length = head.length < heldBytes ? head.length : stamp.length();
      return new Reading(path, head, length, stamp.modified());
    }
  }

  /** Why the file cannot be served, or null when it can. */
  static @Nullable String unreadable(Path path) {
    try {
      Stamp.of(path);
      return Files.isReadable(path) ? null : "a file that may not be read";
    } catch (NoSuchFileException e) {
      return "no such file";
    } catch (IOException e) {
      return Files.isDirectory(path) ? "a directory" : "not a regular file";
    }
  }
}
