/**
 * How a part of Mynah declares what may be set: one declaration gives the parser, the reference
 * page and the JSON Schema.
 *
 * <p>Declarations are immutable and shared; a reading belongs to one thread.
 */
@NullMarked
package dev.mynah.settings.declare;

import org.jspecify.annotations.NullMarked;
