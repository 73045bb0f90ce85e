package dev.mynah.exporter.client;

import java.nio.charset.StandardCharsets;

/**
 * What of a client is stored.
 *
 * @param key of hashed addresses, at least 16 bytes, for exporters that shall hash alike; empty for
 *     a random one that is kept in the data directory
 */
public record PrivacySettings(Addresses addresses, UserAgents userAgents, String key) {
  public static final Addresses DEFAULT_ADDRESSES = Addresses.FULL;
  public static final UserAgents DEFAULT_USER_AGENTS = UserAgents.FULL;
  public static final PrivacySettings DEFAULT =
      new PrivacySettings(DEFAULT_ADDRESSES, DEFAULT_USER_AGENTS, "");
  private static final int LEAST_KEY_BYTES = 16;

  /** How client addresses are stored. */
  public enum Addresses {
    /** As they are. */
    FULL,
    /** Their network: the first 24 bits of IPv4, the first 48 of IPv6. */
    TRUNCATE,
    /** A keyed hash: the same client has the same one, and nobody can work out which. */
    HASH
  }

  /** How user agents are stored. */
  public enum UserAgents {
    /** As they are. */
    FULL,
    /** Their family alone, such as {@code Chrome}. */
    FAMILY
  }

  public PrivacySettings {
    int bytes = key.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > 0 && bytes < LEAST_KEY_BYTES) {
      throw new IllegalArgumentException(
          "privacy key of " + bytes + " bytes (expected at least " + LEAST_KEY_BYTES + " or none)");
    }
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "addresses " + addresses + ", user agents " + userAgents;
  }
}
