/**
 * One request at a cached route: looked up, decided upon, answered from store or by a call that
 * others may share.
 *
 * <p>A request and a fetch belong each to one event loop; a fetch tells the requests of other loops
 * by their executors, and its lock is never held while calling out.
 */
@NullMarked
package dev.mynah.agent.reuse.cache;

import org.jspecify.annotations.NullMarked;
