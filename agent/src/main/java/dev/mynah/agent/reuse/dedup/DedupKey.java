package dev.mynah.agent.reuse.dedup;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What two requests have in common when one is the other's duplicate: a SHA-256 that no client can
 * aim at another's. Immutable.
 *
 * <p>Where the client named its request by an idempotency key, the key holds that name instead of
 * what was asked, and what was asked is the {@link #fingerprint()} beside it, which takes no part
 * in comparing keys.
 */
public final class DedupKey {
  static final int BYTES = 32;

  private final byte[] digest;
  private final byte @Nullable [] fingerprint;

  DedupKey(byte[] digest, byte @Nullable [] fingerprint) {
    this.digest = digest;
    this.fingerprint = fingerprint;
  }

  /** The digest; not to be changed. */
  byte[] digest() {
    return digest;
  }

  /** The digest of query and body, or null where the key itself covers them; not to be changed. */
  byte @Nullable [] fingerprint() {
    return fingerprint;
  }

  /** Whether a request of this equal key asks for something else. */
  boolean contradicts(byte @Nullable [] otherFingerprint) {
    return !Arrays.equals(fingerprint, otherFingerprint);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DedupKey that && Arrays.equals(digest, that.digest);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(digest);
  }

  /** The digest in hexadecimal digits. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(digest);
  }
}
