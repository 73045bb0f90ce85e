/**
 * Builds the container image as one file, without a container engine.
 *
 * <p>Everything here runs on the thread of the command; nothing is shared.
 */
@NullMarked
package dev.mynah.image;

import org.jspecify.annotations.NullMarked;
