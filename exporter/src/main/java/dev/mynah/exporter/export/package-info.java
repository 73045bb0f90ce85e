/**
 * Exports of what is stored, as CSV and JSON, written row by row: a file of any length takes no
 * more memory than a row.
 *
 * <p>Threads: an export holds the worker thread that writes it, and only a few run at once.
 */
@NullMarked
package dev.mynah.exporter.export;

import org.jspecify.annotations.NullMarked;
