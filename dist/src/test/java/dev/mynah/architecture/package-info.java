/**
 * The rules of who may know whom, checked over the compiled classes of all modules.
 *
 * <p>No threads.
 */
@NullMarked
package dev.mynah.architecture;

import org.jspecify.annotations.NullMarked;
