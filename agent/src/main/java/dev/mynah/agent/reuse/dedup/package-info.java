/**
 * The dedup window: tells a repeated request from a new one, lets it wait for the first of its kind
 * and gives it the same answer for a while.
 *
 * <p>The window is shared by all event loops and safe on any thread; what belongs to one request is
 * touched on its own loop alone.
 */
@NullMarked
package dev.mynah.agent.reuse.dedup;

import org.jspecify.annotations.NullMarked;
