/**
 * The format of the agent's configuration: which keys there are, what they may hold, and how they
 * become the records of {@code dev.mynah.agent.config}.
 *
 * <p>Declarations are immutable; reading happens on the thread that loads a configuration.
 */
@NullMarked
package dev.mynah.agent.config.format;

import org.jspecify.annotations.NullMarked;
