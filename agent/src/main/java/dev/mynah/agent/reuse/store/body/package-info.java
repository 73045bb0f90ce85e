/**
 * Bodies in counted off-heap memory that one event loop writes and any number of event loops read
 * while they grow.
 *
 * <p>A body is written on one event loop and read on any; a lock per body is held for a few field
 * accesses and never while calling out. Complete bodies are read without it.
 */
@NullMarked
package dev.mynah.agent.reuse.store.body;

import org.jspecify.annotations.NullMarked;
