/**
 * How answers look: the head that each has, pages, entity tags, refusals, and what pages of other
 * origins may read.
 *
 * <p>Threads: worker threads; nothing is kept between requests.
 */
@NullMarked
package dev.mynah.exporter.query.answer;

import org.jspecify.annotations.NullMarked;
