/**
 * Keeps the store in shape: sums up closed hours, deletes what is too old, and says when it last
 * did.
 *
 * <p>Threads: one thread of its own works; a clean-up may be asked for on any worker thread, one at
 * a time.
 */
@NullMarked
package dev.mynah.exporter.upkeep;

import org.jspecify.annotations.NullMarked;
