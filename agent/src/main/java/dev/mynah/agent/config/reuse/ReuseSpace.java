package dev.mynah.agent.config.reuse;

import org.jspecify.annotations.Nullable;

/**
 * What all routes share for saving calls; read at start only.
 *
 * @param cacheBytes off-heap memory for stored answers, 0 for none
 * @param maxObjectBytes longest body stored
 * @param dedupBytes off-heap memory for remembered answers
 * @param redis the server that replicas share; null for none
 */
public record ReuseSpace(
    long cacheBytes, long maxObjectBytes, long dedupBytes, @Nullable RedisConfig redis) {
  public static final long DEFAULT_CACHE_BYTES = 32L * 1024 * 1024;
  public static final long DEFAULT_MAX_OBJECT_BYTES = 8L * 1024 * 1024;
  public static final long DEFAULT_DEDUP_BYTES = 8L * 1024 * 1024;

  /** In this process alone. */
  public static final ReuseSpace DEFAULT =
      new ReuseSpace(DEFAULT_CACHE_BYTES, DEFAULT_MAX_OBJECT_BYTES, DEFAULT_DEDUP_BYTES, null);
}
