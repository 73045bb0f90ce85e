/**
 * The exporter's part of a configuration file: keys, limits, defaults, and what they become.
 *
 * <p>Threads: everything is immutable.
 */
@NullMarked
package dev.mynah.exporter.config;

import org.jspecify.annotations.NullMarked;
