package dev.mynah.agent;

import dev.mynah.agent.config.RouteConfig;
import dev.mynah.agent.cors.CorsRules;
import dev.mynah.agent.reuse.cache.CachePlan;
import dev.mynah.agent.reuse.dedup.DedupPlan;
import dev.mynah.agent.reuse.headers.CachingHeaders;
import dev.mynah.agent.upstream.forward.ForwardPlan;
import org.jspecify.annotations.Nullable;

/**
 * What is done with a request that a route claims. Immutable; shared by all event loops.
 *
 * @param config without its mock
 * @param mock set when the route's mode is mock
 * @param forward set when it is proxy
 * @param cache set when the route's upstream has answers stored, by this route or another
 * @param dedup null for no dedup window
 * @param caching what is said about storing the answers; null for what they say themselves
 * @param cors null when the listener's apply
 */
record RoutePlan(
    RouteConfig config,
    @Nullable MockPlan mock,
    @Nullable ForwardPlan forward,
    @Nullable CachePlan cache,
    @Nullable DedupPlan dedup,
    @Nullable CachingHeaders caching,
    @Nullable CorsRules cors) {

  /** What a route says about storing its answers; null for none, or where there is no route. */
  static @Nullable CachingHeaders cachingOf(@Nullable RoutePlan plan) {
    return plan == null ? null : plan.caching;
  }

  /** Whether the route has ended. */
  boolean expiredAt(long wallMillis) {
    return config.expires() != null && config.expires().toEpochMilli() <= wallMillis;
  }
}
