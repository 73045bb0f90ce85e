package dev.mynah.exporter.store.log;

import dev.mynah.exporter.store.sql.Dialect;
import java.sql.Connection;

/**
 * A batch being written.
 *
 * @param source as the dictionary numbers it
 * @param nowMillis wall clock
 */
record LogWrite(Connection connection, Dialect dialect, int source, long nowMillis) {}
