/**
 * Carries the journal into the store: reads what is new, makes events into log entries, commits
 * both with the position in one transaction, and says how far it has come.
 *
 * <p>Threads: one thread of its own reads and commits; how it stands may be asked on any.
 */
@NullMarked
package dev.mynah.exporter.tail;

import org.jspecify.annotations.NullMarked;
