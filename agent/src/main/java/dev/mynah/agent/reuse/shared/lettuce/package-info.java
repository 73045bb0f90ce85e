/**
 * The server that replicas share, by way of Lettuce: connections, TLS, the one thread.
 *
 * <p>Everything here happens on that thread, but for name lookups, which are left to whoever makes
 * them for the rest of the process.
 */
@NullMarked
package dev.mynah.agent.reuse.shared.lettuce;

import org.jspecify.annotations.NullMarked;
