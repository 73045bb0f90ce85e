/**
 * Functions over plain values: blocks, conditions, text, time, chance, lists and the machine.
 *
 * <p>Stateless, on any thread.
 */
@NullMarked
package dev.mynah.agent.mock.function.basic;

import org.jspecify.annotations.NullMarked;
