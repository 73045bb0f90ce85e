/**
 * What one query may cost: time, values read, memory, size of the answer.
 *
 * <p>Threads: settings are immutable; a query's budget belongs to its thread.
 */
@NullMarked
package dev.mynah.exporter.promql.budget;

import org.jspecify.annotations.NullMarked;
