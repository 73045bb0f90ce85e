package dev.mynah.image;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Passes bytes on, counts them and takes their SHA-256. */
final class DigestStream extends FilterOutputStream {
  private final MessageDigest digest = sha256();
  private long count;

  DigestStream(OutputStream out) {
    super(out);
  }

  /** Of some bytes, as an image writes it: {@code sha256:...}. */
  static String of(byte[] bytes) {
    return written(sha256().digest(bytes));
  }

  /** Of all bytes so far; may be asked for once. */
  String digest() {
    return written(digest.digest());
  }

  long count() {
    return count;
  }

  @Override
  public void write(int b) throws IOException {
    out.write(b);
    digest.update((byte) b);
    count++;
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    out.write(bytes, from, length);
    digest.update(bytes, from, length);
    count += length;
  }

  private static String written(byte[] hash) {
    return "sha256:" + HexFormat.of().formatHex(hash);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
