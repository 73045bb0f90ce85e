/** The command line of the program, as far as tests of charts look at it. */
@NullMarked
package dev.mynah.command;

import org.jspecify.annotations.NullMarked;
