package dev.mynah.agent.config.format;

import dev.mynah.agent.config.UpstreamConfig;
import dev.mynah.agent.config.reuse.CacheConfig;
import dev.mynah.agent.config.reuse.CacheDraft;
import dev.mynah.agent.config.reuse.DedupConfig;
import dev.mynah.agent.config.reuse.RouteReuse;
import org.jspecify.annotations.Nullable;

/**
 * How a route saves calls: what it says itself, completed by its upstream and the defaults. Cache
 * and dedup window are only where a route or its upstream asks for them; defaults alone switch
 * nothing on.
 */
final class ReuseOfRoute {
  private ReuseOfRoute() {}

  static RouteReuse of(
      RouteSection.ReuseDraft own,
      @Nullable UpstreamConfig upstream,
      LifeSections.Defaults defaults) {
    return new RouteReuse(
        cache(own.cache(), upstream == null ? null : upstream.cache(), defaults.cache()),
        dedup(own.dedup(), defaults.dedup()),
        own.cacheHeaders() == null ? defaults.cacheHeaders() : own.cacheHeaders());
  }

  private static @Nullable CacheConfig cache(
      @Nullable CacheDraft own, @Nullable CacheDraft upstream, CacheDraft defaults) {
    CacheDraft asked = own == null ? upstream : own;
    if (asked == null || !asked.enabled()) {
      return null;
    }
    CacheDraft completed = upstream == null ? asked : asked.over(upstream);
    return completed.over(defaults).config();
  }

  private static @Nullable DedupConfig dedup(
      DedupSection.@Nullable Draft own, DedupSection.Draft defaults) {
    return own == null || !own.enabled() ? null : own.config(defaults);
  }
}
