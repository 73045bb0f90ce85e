package dev.mynah.exporter.client;

import dev.mynah.ledger.dir.AtomicFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 of addresses, cut to 64 bits: enough to tell clients apart, and without the key no
 * list of all addresses leads back. Any thread.
 */
final class AddressHash {
  static final String KEY_FILE = "privacy-key";
  private static final String ALGORITHM = "HmacSHA256";
  private static final String MARK = "h-";
  private static final int KEY_BYTES = 32;
  private static final int KEPT_BYTES = 8;

  private final SecretKeySpec key;

  private AddressHash(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /** By a key that an operator gave. */
  static AddressHash keyed(String key) {
    return new AddressHash(key.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * By the key of a data directory, which is made where there is none.
   *
   * @param random for a new key: a secure one
   * @throws IOException when it can neither be read nor made, or is damaged
   */
  static AddressHash ofDirectory(Path data, RandomGenerator random) throws IOException {
    Path file = data.resolve(KEY_FILE);
    byte[] key;
    try {
      key = Files.readAllBytes(file);
    } catch (NoSuchFileException first) {
      key = make(file, random);
    }
    if (key.length != KEY_BYTES) {
      throw new IOException(
          file
              + " has "
              + key.length
              + " bytes (expected "
              + KEY_BYTES
              + "; delete it for a new one)");
    }
    return new AddressHash(key);
  }

  String of(String address) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] hash = mac.doFinal(address.getBytes(StandardCharsets.UTF_8));
      return MARK + HexFormat.of().formatHex(Arrays.copyOf(hash, KEPT_BYTES));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has " + ALGORITHM, impossible);
    }
  }

  /** Nobody else may read it, from its first byte on. */
  private static byte[] make(Path file, RandomGenerator random) throws IOException {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    Path unfinished = file.resolveSibling(KEY_FILE + ".new");
    Files.deleteIfExists(unfinished);
    Files.createFile(unfinished);
    ownerOnly(unfinished);
    try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(key);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    AtomicFile.replace(unfinished, file);
    return key;
  }

  private static void ownerOnly(Path file) throws IOException {
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(
          file, Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
    }
  }
}
