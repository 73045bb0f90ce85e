/**
 * The data directory: who may write it, how files in it are replaced, and where broken ones go.
 *
 * <p>Threads: everything here enters the file system and belongs on no event loop.
 */
@NullMarked
package dev.mynah.ledger.dir;

import org.jspecify.annotations.NullMarked;
