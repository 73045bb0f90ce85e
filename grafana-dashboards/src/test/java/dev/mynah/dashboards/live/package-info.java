/**
 * Asks the dashboards' queries as Grafana would, of a real Prometheus and of the exporter. One
 * thread.
 */
@NullMarked
package dev.mynah.dashboards.live;

import org.jspecify.annotations.NullMarked;
