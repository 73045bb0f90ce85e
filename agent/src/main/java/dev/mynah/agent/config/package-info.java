/**
 * What a configuration says about the sidecar, as immutable records.
 *
 * <p>Records are safe to read from any thread.
 */
@NullMarked
package dev.mynah.agent.config;

import org.jspecify.annotations.NullMarked;
