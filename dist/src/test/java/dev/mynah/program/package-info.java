/**
 * The finished jar as a child process, driven from outside as a user or an orchestrator drives it.
 *
 * <p>Each test starts its own processes and ends them.
 */
@NullMarked
package dev.mynah.program;

import org.jspecify.annotations.NullMarked;
