/**
 * What the agent is measured against where no program of others stands for it.
 *
 * <p>Threads: one event loop, which accepts as well.
 */
@NullMarked
package dev.mynah.bench.rival;

import org.jspecify.annotations.NullMarked;
