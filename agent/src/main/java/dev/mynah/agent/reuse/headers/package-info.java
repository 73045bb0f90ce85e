/**
 * What a route tells clients and CDNs about storing its answers, and what a client that stored one
 * is told when it asks again.
 *
 * <p>Immutable values and pure functions, for any thread; the heads that come in belong to the
 * caller's thread.
 */
@NullMarked
package dev.mynah.agent.reuse.headers;

import org.jspecify.annotations.NullMarked;
