/**
 * From an upstream's host and port to socket addresses: names looked up off the event loops and
 * remembered, failed addresses put last.
 *
 * <p>Names are shared by all threads; the list of an upstream belongs to one event loop.
 */
@NullMarked
package dev.mynah.agent.upstream.address;

import org.jspecify.annotations.NullMarked;
