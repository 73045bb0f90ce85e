/**
 * The files of a configuration: which they are, what they hold and whether they have changed.
 *
 * <p>Reads block on the file system and belong on a thread that may; results are immutable.
 */
@NullMarked
package dev.mynah.settings.source;

import org.jspecify.annotations.NullMarked;
