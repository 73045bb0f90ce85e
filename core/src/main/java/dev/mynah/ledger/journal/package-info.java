/**
 * The journal: what happened, in files that the exporter reads. Frames say what every count came
 * to, and are never sampled; events tell of single requests.
 *
 * <p>Threads: an event loop offers events to its own ring and never waits; one journal thread
 * writes; a reader belongs to one thread at a time and may live in another process.
 */
@NullMarked
package dev.mynah.ledger.journal;

import org.jspecify.annotations.NullMarked;
