/**
 * What Prometheus scrapes: the catalogue of all metrics, the collectors behind them, and how they
 * are written out.
 *
 * <p>Constants are immutable; scrapes may run on several threads at once, never on an event loop of
 * the traffic path.
 */
@NullMarked
package dev.mynah.metrics;

import org.jspecify.annotations.NullMarked;
