/**
 * What a request asks for: range, step, time zone, filters and page, read from its query and
 * checked to the last parameter.
 *
 * <p>Threads: a request's questions are immutable once read.
 */
@NullMarked
package dev.mynah.exporter.query.ask;

import org.jspecify.annotations.NullMarked;
