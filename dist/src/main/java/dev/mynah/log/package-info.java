/**
 * What the process writes about itself: readable or structured lines on standard error, and the
 * access log, configured in code so that start-up reads no file.
 *
 * <p>Any thread may log; lines are encoded on the caller's thread, handed to one writer thread
 * through a bounded queue and counted when there is no room, so that no event loop ever waits for a
 * pipe.
 */
@NullMarked
package dev.mynah.log;

import org.jspecify.annotations.NullMarked;
