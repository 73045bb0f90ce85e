/**
 * Prometheus as a source: minutes built from what a Prometheus server has scraped off a fleet, for
 * an exporter that stands beside no ledger.
 *
 * <p>Threads: one round at a time, on a worker that may block while a query runs; status from any.
 */
@NullMarked
package dev.mynah.exporter.scrape;

import org.jspecify.annotations.NullMarked;
