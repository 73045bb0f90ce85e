/**
 * Single requests in the store: writing them inside a batch's transaction, answering about them,
 * forgetting whom they tell of, deleting what is too old. Also answers that somebody kept.
 *
 * <p>Threads: everything here may be used by any worker thread; what a batch adds is remembered
 * only once its transaction has been committed.
 */
@NullMarked
package dev.mynah.exporter.store.log;

import org.jspecify.annotations.NullMarked;
