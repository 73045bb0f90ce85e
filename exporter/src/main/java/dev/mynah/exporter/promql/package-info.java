/**
 * The query API of Prometheus over what is stored, so that Grafana's own Prometheus data source can
 * read it: {@link dev.mynah.exporter.promql.PrometheusApi} mounts the paths, {@code syntax} reads
 * queries, {@code metric} knows the exposed names, {@code eval} computes.
 *
 * <p>Threads: endpoints run on worker threads, several at a time up to a limit.
 */
@NullMarked
package dev.mynah.exporter.promql;

import org.jspecify.annotations.NullMarked;
