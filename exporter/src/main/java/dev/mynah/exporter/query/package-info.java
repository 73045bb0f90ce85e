/**
 * The JSON analytics API: what was asked for, how often, how fast and with what success, for
 * Grafana, scripts and people.
 *
 * <p>Threads: endpoints are called on worker threads and hold no state between requests.
 */
@NullMarked
package dev.mynah.exporter.query;

import org.jspecify.annotations.NullMarked;
