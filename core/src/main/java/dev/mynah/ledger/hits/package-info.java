/**
 * The ledger in a file: pages of words in a Chronicle Map, an index of what stands where, the one
 * writer, readers that only map, and recovery.
 *
 * <p>Threads: opening, new pages and flushing belong to the ledger's own thread; placing a series
 * happens on event loops and only writes to mapped memory; each reader is used by one thread.
 */
@NullMarked
package dev.mynah.ledger.hits;

import org.jspecify.annotations.NullMarked;
