/**
 * What an operator may set: the sections that every process of Mynah has, and the front that loads
 * a whole configuration against the sections of all modules.
 *
 * <p>Records and schemas are immutable and safe to read from any thread; loading happens on the
 * thread that asks for it and never on an event loop.
 */
@NullMarked
package dev.mynah.settings;

import org.jspecify.annotations.NullMarked;
