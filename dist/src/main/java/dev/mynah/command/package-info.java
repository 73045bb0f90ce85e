/**
 * The command line: one class per command, their options and exit codes.
 *
 * <p>Everything runs on the main thread; a command returns its exit code and never ends the process
 * itself.
 */
@NullMarked
package dev.mynah.command;

import org.jspecify.annotations.NullMarked;
