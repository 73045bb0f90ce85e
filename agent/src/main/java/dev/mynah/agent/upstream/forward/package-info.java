/**
 * What changes on a message's way to an upstream and back: the forwarding rules, compiled once per
 * route and free of sockets.
 *
 * <p>Plans are immutable and shared by all event loops; what they write into belongs to one.
 */
@NullMarked
package dev.mynah.agent.upstream.forward;

import org.jspecify.annotations.NullMarked;
