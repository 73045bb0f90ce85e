/**
 * The library chart and the example that uses it, compared with what {@code mynah inject} adds and
 * with what the agent understands.
 *
 * <p>No threads.
 */
@NullMarked
package dev.mynah.helm.sidecar;

import org.jspecify.annotations.NullMarked;
