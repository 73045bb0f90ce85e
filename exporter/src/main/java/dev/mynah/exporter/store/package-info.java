/**
 * The analytics store: takes in what a journal says, exactly once, keeps counts by minute, hour,
 * day and month, and the request log; answers readers; rolls up and deletes what is too old. The
 * only package that knows SQLite or PostgreSQL, with those below it.
 *
 * <p>Threads: a store may be used by any worker thread, never by an event loop.
 */
@NullMarked
package dev.mynah.exporter.store;

import org.jspecify.annotations.NullMarked;
