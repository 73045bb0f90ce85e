/**
 * HTTP messages as this house sees them, whatever version carried them: heads and header fields
 * over reusable byte arrays, without Netty.
 *
 * <p>Nothing here is thread-safe: a head belongs to the event loop of its exchange.
 */
@NullMarked
package dev.mynah.agent.http;

import org.jspecify.annotations.NullMarked;
