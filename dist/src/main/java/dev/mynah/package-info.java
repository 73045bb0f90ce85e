/**
 * The program: sets the switches that libraries read while loading, checks the platform and hands
 * over to the command line.
 *
 * <p>Runs on the main thread; the one place that ends the process.
 */
@NullMarked
package dev.mynah;

import org.jspecify.annotations.NullMarked;
