package dev.mynah.agent.reuse.shared;

import dev.mynah.agent.reuse.store.CacheKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names in the server: the configured prefix, a letter, and a digest, so that none tells what it is
 * of.
 */
final class Keys {
  private final String prefix;

  Keys(String prefix) {
    this.prefix = prefix;
  }

  /** What is published when something is purged. */
  byte[] channel() {
    return bytes("purged");
  }

  /** When everything before was purged. */
  byte[] floor() {
    return bytes("floor");
  }

  /** How many purges there were. */
  byte[] purges() {
    return bytes("purges");
  }

  /** All variants of a resource. */
  byte[] resource(CacheKey key) {
    return bytes("c:" + digest(key));
  }

  /** When a resource was purged. */
  byte[] grave(CacheKey key) {
    return bytes("g:" + digest(key));
  }

  /** A key of the dedup window, which is a digest already. */
  byte[] duplicate(byte[] key) {
    return bytes("d:" + HexFormat.of().formatHex(key));
  }

  /** A variant within its resource. */
  static byte[] variant(String secondaryKey) {
    return sha256(secondaryKey.getBytes(StandardCharsets.UTF_8));
  }

  private static String digest(CacheKey key) {
    return HexFormat.of().formatHex(sha256(key.shared("")));
  }

  private byte[] bytes(String name) {
    return (prefix + name).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
