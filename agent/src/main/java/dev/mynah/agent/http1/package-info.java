/**
 * HTTP/1.1 on the wire (RFC 9112): strict readers of heads and bodies, and their writers.
 *
 * <p>A reader belongs to one connection and its event loop.
 */
@NullMarked
package dev.mynah.agent.http1;

import org.jspecify.annotations.NullMarked;
