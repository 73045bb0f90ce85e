/**
 * A configuration as it was written: YAML, environment and flags as one tree in which every value
 * knows where it stands, and the problems found in it.
 *
 * <p>Nodes, places and problems are immutable; a collector of problems belongs to one thread.
 */
@NullMarked
package dev.mynah.settings.tree;

import org.jspecify.annotations.NullMarked;
