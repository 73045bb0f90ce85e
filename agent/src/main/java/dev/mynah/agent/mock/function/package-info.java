/**
 * What templates can call: text, time, chance, lists, JSON and conditions, as plain functions over
 * their arguments.
 *
 * <p>Functions keep no state but bounded caches of compiled patterns and may run on any thread; a
 * call belongs to the thread that renders.
 */
@NullMarked
package dev.mynah.agent.mock.function;

import org.jspecify.annotations.NullMarked;
