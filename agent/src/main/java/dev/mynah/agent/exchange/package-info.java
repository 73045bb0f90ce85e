/**
 * What one request and its answer are made of while they are under way: the two streams, bodies by
 * demand and the state of the exchange, independent of the HTTP version.
 *
 * <p>An exchange lives on one event loop and nothing of it may be touched from another thread.
 */
@NullMarked
package dev.mynah.agent.exchange;

import org.jspecify.annotations.NullMarked;
