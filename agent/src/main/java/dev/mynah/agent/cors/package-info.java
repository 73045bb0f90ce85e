/**
 * What a browser on another origin may do: preflight answers and the fields of actual ones.
 *
 * <p>Compiled rules are immutable and may be used from any thread.
 */
@NullMarked
package dev.mynah.agent.cors;

import org.jspecify.annotations.NullMarked;
