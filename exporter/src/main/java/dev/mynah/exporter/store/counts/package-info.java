/**
 * Counts as they are stored: frames become minutes, minutes are summed up to hours, days and
 * months, and all are read the same way. Values of one series over a span lie packed in a block.
 *
 * <p>Threads: what takes a connection belongs to the thread that has it; the catalogue of series is
 * shared by all.
 */
@NullMarked
package dev.mynah.exporter.store.counts;

import org.jspecify.annotations.NullMarked;
