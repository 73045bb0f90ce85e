/**
 * Which stored resolutions answer a question: coarse ones inside, finer ones at the edges, so that
 * a year is read in a few hundred values and is exact to the minute.
 *
 * <p>Threads: everything is immutable or a pure function.
 */
@NullMarked
package dev.mynah.exporter.query.plan;

import org.jspecify.annotations.NullMarked;
