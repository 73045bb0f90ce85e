/**
 * What is made of a client before it is stored: its country and city, the family of its user agent,
 * and its address as far as privacy lets it be kept.
 *
 * <p>Threads: {@link dev.mynah.exporter.client.ClientInsight} may be called from any; the geography
 * file is read on the scheduler's.
 */
@NullMarked
package dev.mynah.exporter.client;

import org.jspecify.annotations.NullMarked;
