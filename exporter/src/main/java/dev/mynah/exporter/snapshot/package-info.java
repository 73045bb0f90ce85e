/**
 * Answers that were kept: what the analytics said at a moment, to compare with later.
 *
 * <p>Threads: any worker thread.
 */
@NullMarked
package dev.mynah.exporter.snapshot;

import org.jspecify.annotations.NullMarked;
