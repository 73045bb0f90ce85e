package dev.mynah.ledger.dir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Replaces files whole: whoever reads sees the old content or the new, never half of one. */
public final class AtomicFile {
  private static final String UNFINISHED = ".new";

  private AtomicFile() {}

  /** Writes a text file in UTF-8. */
  public static void write(Path file, String text) throws IOException {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes a file and puts it in its place once its bytes are on disk.
   *
   * @throws IOException when there is no room or no right; the old file then stands as it was
   */
  public static void write(Path file, byte[] content) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
    try {
      try (FileChannel channel =
          FileChannel.open(
              unfinished,
              StandardOpenOption.WRITE,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      replace(unfinished, file);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /** Puts a finished file in the place of another. */
  public static void replace(Path finished, Path file) throws IOException {
    try {
      Files.move(finished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(finished, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
