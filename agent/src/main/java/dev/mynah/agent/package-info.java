/**
 * The sidecar put together: the way of a request, the event loops it runs on, and the life of the
 * whole.
 *
 * <p>{@link dev.mynah.agent.Agent} may be used from any thread; what handles requests belongs to
 * one event loop each.
 */
@NullMarked
package dev.mynah.agent;

import org.jspecify.annotations.NullMarked;
