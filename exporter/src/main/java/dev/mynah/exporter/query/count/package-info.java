/**
 * Sums over what is stored: counts where they can tell, else samples of the request log, grouped
 * and over time, within the bounds of a query.
 *
 * <p>Threads: an inquiry belongs to the worker that answers one request.
 */
@NullMarked
package dev.mynah.exporter.query.count;

import org.jspecify.annotations.NullMarked;
