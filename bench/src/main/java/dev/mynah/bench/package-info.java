/**
 * What single steps of a request cost, by JMH: finding its route, reading its head, recording its
 * hit.
 *
 * <p>Threads: each benchmark runs on one thread, as the step does on its event loop.
 */
@NullMarked
package dev.mynah.bench;

import org.jspecify.annotations.NullMarked;
