/**
 * The Grafana-facing side: it will turn what the ledger and the journal record into rollups and
 * answer queries over them. This release carries no part of it; the command says so and exits.
 *
 * <p>Nothing runs here, so there are no threads.
 */
@NullMarked
package dev.mynah.exporter;

import org.jspecify.annotations.NullMarked;
