package dev.mynah.agent.reuse.cache;

import dev.mynah.agent.reuse.store.CacheKey;
import org.jspecify.annotations.Nullable;

/**
 * What requests have in common that may share a call: the plan stands for the route and how it
 * edits requests, credentials are compared as they are. Immutable.
 *
 * @param selected the request's secondary key by what is known of its resource so far
 * @param authorization the value of the field, or null; a request never waits for another's
 *     permission
 */
record Flavour(CachePlan plan, CacheKey key, String selected, @Nullable String authorization) {}
