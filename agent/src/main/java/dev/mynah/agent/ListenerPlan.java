package dev.mynah.agent;

import dev.mynah.agent.cors.CorsRules;
import dev.mynah.agent.reuse.cache.CachePlan;
import dev.mynah.agent.upstream.forward.ForwardPlan;
import org.jspecify.annotations.Nullable;

/**
 * What a listener adds to the routes.
 *
 * @param fallback where requests go that no route claims; null when they are unmatched
 * @param cache for those requests; set when the upstream has answers stored
 * @param cors for routes that say nothing of their own; null for none
 */
record ListenerPlan(
    @Nullable ForwardPlan fallback, @Nullable CachePlan cache, @Nullable CorsRules cors) {}
