/**
 * What a configuration says about answering without asking again: cache, dedup window, caching
 * headers and the tier that replicas share.
 *
 * <p>Records are safe to read from any thread.
 */
@NullMarked
package dev.mynah.agent.config.reuse;

import org.jspecify.annotations.NullMarked;
