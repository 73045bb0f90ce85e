/**
 * Computes what queries ask for. {@link dev.mynah.exporter.promql.eval.QueryEngine} is the front.
 *
 * <p>A query is worked out bottom up, each part for all of its times at once: a selector is read
 * once for the whole range, and what it comes to is a {@link dev.mynah.exporter.promql.eval.Line}
 * per series, a number for each time.
 *
 * <p>Counters are kept as what was added per minute, hour, day and month. Read for a query they are
 * what had been counted at the moments the query needs, see {@link
 * dev.mynah.exporter.promql.eval.Timeline}: {@code increase} is a difference of two of those, exact
 * to the unit where its window begins and ends on a minute.
 *
 * <p>Threads: the engine is safe from any worker thread; all else belongs to the thread of a query.
 */
@NullMarked
package dev.mynah.exporter.promql.eval;

import org.jspecify.annotations.NullMarked;
