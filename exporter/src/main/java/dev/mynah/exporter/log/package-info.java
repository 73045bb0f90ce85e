/**
 * What is stored of single requests, and how it is asked for: the request log and what is drawn
 * from it about errors, clients and paths that nobody serves.
 *
 * <p>Threads: values are immutable; a reader may be called from any worker thread.
 */
@NullMarked
package dev.mynah.exporter.log;

import org.jspecify.annotations.NullMarked;
