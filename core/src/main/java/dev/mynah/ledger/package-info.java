/**
 * The exact count of everything that happened: families of counters and histograms, one writer slot
 * per event loop, and the snapshot that readers see.
 *
 * <p>Threads: adding belongs to the one event loop that owns the slot; a series may be looked up,
 * and a snapshot read, on any thread.
 */
@NullMarked
package dev.mynah.ledger;

import org.jspecify.annotations.NullMarked;
