package dev.mynah.image;

import dev.mynah.image.root.ImageFailure;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * Writes a tar file in the POSIX ustar form: numeric owners, one time for all entries. The caller
 * owns the stream below; closing writes the end mark and closes it.
 */
final class TarWriter implements Closeable {
  static final int BLOCK = 512;
  private static final int NAME = 100;
  private static final int PREFIX = 155;

  private final OutputStream out;
  private final long seconds;

  /**
   * @param seconds time of every entry, since 1970
   */
  TarWriter(OutputStream out, long seconds) {
    this.out = out;
    this.seconds = seconds;
  }

  /** Who owns an entry and what is allowed. */
  record Rights(int mode, int owner) {
    static final Rights FOLDER = new Rights(0755, 0);
    static final Rights FILE = new Rights(0644, 0);
    static final Rights PROGRAM = new Rights(0755, 0);
  }

  void folder(String name, Rights rights) throws IOException {
    header(name + "/", '5', "", 0, rights);
  }

  void link(String name, String target) throws IOException {
    header(name, '2', target, 0, new Rights(0777, 0));
  }

  void file(String name, Rights rights, byte[] bytes) throws IOException {
    header(name, '0', "", bytes.length, rights);
    out.write(bytes);
    pad(bytes.length);
  }

  void file(String name, Rights rights, Path content) throws IOException {
    long size = Files.size(content);
    header(name, '0', "", size, rights);
    try (InputStream in = Files.newInputStream(content)) {
      if (in.transferTo(out) != size) {
        throw new ImageFailure(content + " changed while it was read.");
      }
    }
    pad(size);
  }

  private void header(String name, char type, String link, long size, Rights rights)
      throws IOException {
    byte[] block = new byte[BLOCK];
    int cut = cut(name);
    text(block, 0, NAME, name.substring(cut == 0 ? 0 : cut + 1));
    octal(block, 100, 8, rights.mode());
    octal(block, 108, 8, rights.owner());
    octal(block, 116, 8, rights.owner());
    octal(block, 124, 12, size);
    octal(block, 136, 12, seconds);
    block[156] = (byte) type;
    text(block, 157, NAME, link);
    text(block, 257, 6, "ustar");
    text(block, 263, 2, "00");
    octal(block, 329, 8, 0);
    octal(block, 337, 8, 0);
    text(block, 345, PREFIX, name.substring(0, cut));
    checksum(block);
    out.write(block);
  }

  /** Where a long name is divided into prefix and name; 0 when it is short enough. */
  private static int cut(String name) {
    int bytes = name.getBytes(StandardCharsets.UTF_8).length;
    if (bytes <= NAME) {
      return 0;
    }
    int cut = name.indexOf('/', bytes - NAME - 1);
    if (bytes != name.length() || cut <= 0 || cut > PREFIX || cut == name.length() - 1) {
      throw new ImageFailure("name too long for a tar file: " + name);
    }
    return cut;
  }

  private static void text(byte[] block, int at, int length, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > length) {
      throw new ImageFailure("name too long for a tar file: " + text);
    }
    System.arraycopy(bytes, 0, block, at, bytes.length);
  }

  private static void octal(byte[] block, int at, int length, long value) {
    text(block, at, length - 1, String.format(Locale.ROOT, "%0" + (length - 1) + "o", value));
  }

  private static void checksum(byte[] block) {
    Arrays.fill(block, 148, 156, (byte) ' ');
    int sum = 0;
    for (byte b : block) {
      sum += b & 0xff;
    }
    text(block, 148, 7, String.format(Locale.ROOT, "%06o", sum));
    block[154] = 0;
  }

  private void pad(long size) throws IOException {
    out.write(new byte[(int) ((BLOCK - size % BLOCK) % BLOCK)]);
  }

  @Override
  public void close() throws IOException {
    out.write(new byte[2 * BLOCK]);
    out.close();
  }
}
