/**
 * What {@code mynah hits} shows: the hits of a snapshot as a table for people, as JSON for
 * programs, and compared with what somebody expected.
 *
 * <p>Threads: everything here is immutable or stateless.
 */
@NullMarked
package dev.mynah.ledger.report;

import org.jspecify.annotations.NullMarked;
