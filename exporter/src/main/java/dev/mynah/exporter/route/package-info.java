/**
 * What the agent says of its routes, in {@code routes.json} of the data directory: group, mode,
 * upstream, cost.
 *
 * <p>Threads: a book is immutable; whoever reads the file holds the newest.
 */
@NullMarked
package dev.mynah.exporter.route;

import org.jspecify.annotations.NullMarked;
