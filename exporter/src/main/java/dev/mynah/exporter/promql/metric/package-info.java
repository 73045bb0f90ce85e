/**
 * The metrics as {@code /metrics} exposes them, and what of the store each is made of.
 *
 * <p>Threads: everything is immutable.
 */
@NullMarked
package dev.mynah.exporter.promql.metric;

import org.jspecify.annotations.NullMarked;
