/**
 * What the exporter's store takes in and answers in a second.
 *
 * <p>Threads: one, as the exporter's reader of the journal is.
 */
@NullMarked
package dev.mynah.bench.store;

import org.jspecify.annotations.NullMarked;
