/**
 * Header fields and bodies for those who ask for them in events: the first bytes of a body as it
 * passes, with secrets struck out before anything else sees them.
 *
 * <p>Threads: rules are immutable, everything else belongs to the event loop of its exchange. No
 * buffer is kept: what is wanted of it is copied while it passes.
 */
@NullMarked
package dev.mynah.agent.event.capture;

import org.jspecify.annotations.NullMarked;
