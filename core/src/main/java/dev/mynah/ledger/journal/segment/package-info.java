/**
 * The journal's files: names, header, records with their checksums, and the bytes in them. It knows
 * nothing of what a record means.
 *
 * <p>Threads: nothing here is shared; one thread writes, and each reader is one thread's.
 */
@NullMarked
package dev.mynah.ledger.journal.segment;

import org.jspecify.annotations.NullMarked;
