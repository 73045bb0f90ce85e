/**
 * Made-up answers: compiled once when a configuration is loaded, chosen or rendered per request.
 *
 * <p>Compiled answers may be read from any event loop at once; only {@code refresh} of an answer
 * from a file touches the file system, and it is called from a thread that may wait.
 */
@NullMarked
package dev.mynah.agent.mock;

import org.jspecify.annotations.NullMarked;
