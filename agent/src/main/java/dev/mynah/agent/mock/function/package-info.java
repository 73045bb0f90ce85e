/**
 * What a function of a template is: its call, its values, how it fails, and the bounds all share.
 *
 * <p>Functions keep no state but bounded caches of compiled patterns and may run on any thread; a
 * call belongs to the thread that renders.
 */
@NullMarked
package dev.mynah.agent.mock.function;

import org.jspecify.annotations.NullMarked;
