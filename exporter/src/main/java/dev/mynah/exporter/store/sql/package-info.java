/**
 * Connections: one writer and a few readers on an SQLite file, or connections to PostgreSQL that
 * are held only while they are used.
 *
 * <p>Threads: a database may be used by any worker thread; writers wait for one another.
 */
@NullMarked
package dev.mynah.exporter.store.sql;

import org.jspecify.annotations.NullMarked;
