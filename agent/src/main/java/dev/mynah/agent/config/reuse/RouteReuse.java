package dev.mynah.agent.config.reuse;

import org.jspecify.annotations.Nullable;

/**
 * How a route saves calls.
 *
 * @param cache what is stored of the upstream's answers; null for nothing
 * @param dedup which repeated requests are answered once; null for none
 * @param cacheHeaders what clients and CDNs are told; null for what the answer says itself
 */
public record RouteReuse(
    @Nullable CacheConfig cache,
    @Nullable DedupConfig dedup,
    @Nullable CacheHeadersConfig cacheHeaders) {
  /** Every request is a call of its own. */
  public static final RouteReuse NONE = new RouteReuse(null, null, null);
}
