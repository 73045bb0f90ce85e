/**
 * Fills the root of an image: Java, the program, what both need of the C library, the archive.
 *
 * <p>Everything here runs on the thread of the command; nothing is shared.
 */
@NullMarked
package dev.mynah.image.root;

import org.jspecify.annotations.NullMarked;
