/**
 * Changes of a configuration while a process runs, and the last one that was accepted.
 *
 * <p>Looks at files and calls its listener on the scheduler that it is given, never on an event
 * loop.
 */
@NullMarked
package dev.mynah.settings.reload;

import org.jspecify.annotations.NullMarked;
