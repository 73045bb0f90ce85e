/**
 * Which requests are told of when there are more than wanted: a sample that is drawn on the event
 * loops and steered by the thread that writes, and the ring between the two.
 *
 * <p>Threads: each class says which of its methods are the event loop's and which the writer's.
 * There is no lock and no compare-and-set: every word has one writer.
 */
@NullMarked
package dev.mynah.ledger.journal.admission;

import org.jspecify.annotations.NullMarked;
