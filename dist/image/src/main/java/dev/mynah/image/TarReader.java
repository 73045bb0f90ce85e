package dev.mynah.image;

import dev.mynah.image.root.ImageFailure;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads the tar files that {@link TarWriter} writes, entry after entry. */
final class TarReader implements Closeable {
  private final InputStream in;

  TarReader(InputStream in) {
    this.in = in;
  }

  /**
   * An entry of the file.
   *
   * @param type '0' a file, '5' a folder, '2' a symbolic link
   * @param seconds its time, since 1970
   */
  @SuppressWarnings("ArrayRecordComponent") // entries are never compared
  record Entry(
      String name, char type, String link, TarWriter.Rights rights, long seconds, byte[] bytes) {}

  /** The next entry with its content; empty at the end. */
  Optional<Entry> next() throws IOException {
    byte[] block = in.readNBytes(TarWriter.BLOCK);
    if (block.length < TarWriter.BLOCK || block[0] == 0) {
      return Optional.empty();
    }
    if (!text(block, 257, 5).equals("ustar")) {
      throw new ImageFailure("not a tar file.");
    }
    int size = (int) octal(block, 124, 12);
    String prefix = text(block, 345, 155);
    String name = text(block, 0, 100);
    byte[] bytes = in.readNBytes(size);
    in.skipNBytes((TarWriter.BLOCK - size % TarWriter.BLOCK) % TarWriter.BLOCK);
    return Optional.of(
        new Entry(
            prefix.isEmpty() ? name : prefix + "/" + name,
            (char) block[156],
            text(block, 157, 100),
            new TarWriter.Rights((int) octal(block, 100, 8), (int) octal(block, 108, 8)),
            octal(block, 136, 12),
            bytes));
  }

  private static String text(byte[] block, int at, int length) {
    int end = at;
    while (end < at + length && block[end] != 0) {
      end++;
    }
    return new String(block, at, end - at, StandardCharsets.UTF_8);
  }

  private static long octal(byte[] block, int at, int length) {
    return Long.parseLong(text(block, at, length).strip(), 8);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
