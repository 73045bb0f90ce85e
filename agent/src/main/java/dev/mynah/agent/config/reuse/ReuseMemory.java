package dev.mynah.agent.config.reuse;

import org.jspecify.annotations.Nullable;

/**
 * How the memory outside the heap is divided: what connections need comes first, and what is left
 * is for the cache and the dedup window, three parts to one, unless they are set. Sizes are in
 * bytes.
 *
 * @param maxObjectBytes a quarter of the cache unless it is set
 */
public record ReuseMemory(long cacheBytes, long maxObjectBytes, long dedupBytes) {
  private static final long MIB = 1024 * 1024;

  /** What connections are left in any case. */
  static final long NETWORK_BYTES = 20 * MIB;

  private static final long LEAST_BYTES = MIB;
  private static final long MOST_CACHE_BYTES = 32 * MIB;
  private static final long MOST_DEDUP_BYTES = 8 * MIB;

  /**
   * Divides it.
   *
   * @param directBytes memory outside the heap that the process may take ({@code
   *     -XX:MaxDirectMemorySize})
   * @throws IllegalArgumentException with a sentence for the operator when what is set does not fit
   */
  public static ReuseMemory of(ReuseSpace space, long directBytes) {
    long spare = Math.max(0, directBytes - NETWORK_BYTES);
    long dedup =
        space.dedupBytes() == null
            ? between(LEAST_BYTES, spare / 4, MOST_DEDUP_BYTES)
            : space.dedupBytes();
    long cache =
        space.cacheBytes() == null
            ? between(LEAST_BYTES, spare - dedup, MOST_CACHE_BYTES)
            : space.cacheBytes();
    check(space.cacheBytes(), space.dedupBytes(), cache + dedup, directBytes);
    long object = space.maxObjectBytes() == null ? cache / 4 : space.maxObjectBytes();
    return new ReuseMemory(cache, Math.min(object, cache), dedup);
  }

  private static void check(
      @Nullable Long cache, @Nullable Long dedup, long wanted, long directBytes) {
    long spare = directBytes - NETWORK_BYTES;
    if ((cache != null || dedup != null) && wanted > Math.max(spare, 2 * LEAST_BYTES)) {
      String name = cache == null ? "dedup.size" : "cache.size";
      throw new IllegalArgumentException(
          name
              + ": "
              + mib(cache == null ? dedup : cache)
              + " (cache and dedup window may take "
              + mib(Math.max(0, spare))
              + " of the "
              + mib(directBytes)
              + " that this process has beside its heap; start it with a larger --memory)");
    }
  }

  private static long between(long least, long wanted, long most) {
    return Math.max(least, Math.min(wanted, most));
  }

  private static String mib(@Nullable Long bytes) {
    return bytes == null ? "" : bytes / MIB + "MiB";
  }
}
