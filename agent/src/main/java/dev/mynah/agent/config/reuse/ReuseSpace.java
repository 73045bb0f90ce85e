package dev.mynah.agent.config.reuse;

import org.jspecify.annotations.Nullable;

/**
 * What all routes share for saving calls; read at start only. What is left out (null) follows from
 * the memory of the process, see {@link ReuseMemory}.
 *
 * @param cacheBytes memory for stored answers, 0 for none
 * @param maxObjectBytes longest body stored
 * @param dedupBytes memory for remembered answers
 * @param redis the server that replicas share; null for none
 */
public record ReuseSpace(
    @Nullable Long cacheBytes,
    @Nullable Long maxObjectBytes,
    @Nullable Long dedupBytes,
    @Nullable RedisConfig redis) {
  /** As much as the process can spare, in this process alone. */
  public static final ReuseSpace DEFAULT = new ReuseSpace(null, null, null, null);
}
