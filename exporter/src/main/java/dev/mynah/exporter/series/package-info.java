/**
 * What is stored of counts, and how it is asked for: series, labels, resolutions, and the reader
 * that the JSON API and the Prometheus-compatible one share.
 *
 * <p>Threads: values are immutable; a reader may be called from any worker thread.
 */
@NullMarked
package dev.mynah.exporter.series;

import org.jspecify.annotations.NullMarked;
