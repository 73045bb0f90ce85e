/**
 * The answers about traffic: volumes, durations, errors, routes, callers and money.
 *
 * <p>Threads: worker threads; nothing is kept between requests.
 */
@NullMarked
package dev.mynah.exporter.query.traffic;

import org.jspecify.annotations.NullMarked;
