/**
 * What replicas share through a server with the Redis protocol: stored answers, news of purges, and
 * the dedup window. With no such server configured nothing of this package is loaded but two
 * interfaces, and nothing of Lettuce.
 *
 * <p>One thread of its own, {@code mynah-redis}, talks to the server; event loops hand questions to
 * it and are told on themselves.
 */
@NullMarked
package dev.mynah.agent.reuse.shared;

import org.jspecify.annotations.NullMarked;
