/**
 * What is kept of upstreams' answers: the index by key, bounded by bytes, the answers with their
 * variants and tags, and the ways to take them out again.
 *
 * <p>Everything here may be called from any thread; an answer is used under a reference that was
 * taken by try-retain, and eviction runs on whichever thread made it necessary.
 */
@NullMarked
package dev.mynah.agent.reuse.store;

import org.jspecify.annotations.NullMarked;
