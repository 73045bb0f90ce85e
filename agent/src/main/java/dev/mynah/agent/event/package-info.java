/**
 * What the journal is told of a request that has ended: who asked what, how it was answered, where
 * the time went and what went wrong, with secrets taken out.
 *
 * <p>Threads: everything is immutable or belongs to one event loop.
 */
@NullMarked
package dev.mynah.agent.event;

import org.jspecify.annotations.NullMarked;
