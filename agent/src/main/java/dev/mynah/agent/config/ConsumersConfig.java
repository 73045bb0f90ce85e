package dev.mynah.agent.config;

import org.jspecify.annotations.Nullable;

/**
 * What tells the callers apart that events name.
 *
 * @param name of the header field, claim or query parameter
 * @param hashed whether the value is told as a hash only
 * @param hashKey makes hashes that nobody can guess without it; null for plain SHA-256
 */
public record ConsumersConfig(By by, String name, boolean hashed, @Nullable String hashKey) {
  /** Nobody is told apart. */
  public static final ConsumersConfig NONE = new ConsumersConfig(By.NOTHING, "", false, null);

  /** Where a caller's name stands. */
  public enum By {
    NOTHING,
    HEADER,
    /** A claim of the JSON Web Token in {@code Authorization}, whose signature is not checked. */
    JWT_CLAIM,
    QUERY
  }
}
