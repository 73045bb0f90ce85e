/**
 * The client's side of the wire: listeners, TLS, connections, framing, limits and the way out.
 *
 * <p>A connection and everything of it belongs to one event loop; listeners are opened and closed
 * from the thread that starts and stops the agent.
 */
@NullMarked
package dev.mynah.agent.accept;

import org.jspecify.annotations.NullMarked;
