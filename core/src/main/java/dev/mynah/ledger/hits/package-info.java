/**
 * The hit counters: what is counted, where it stands off-heap, and how it is read.
 *
 * <p>Each slot has one writing thread; readers may be anywhere.
 */
@NullMarked
package dev.mynah.ledger.hits;

import org.jspecify.annotations.NullMarked;
