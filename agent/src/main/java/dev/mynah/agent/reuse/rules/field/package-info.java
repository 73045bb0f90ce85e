/**
 * The syntax that cache fields are written in: dates, entity tags, comma-separated lists,
 * structured fields.
 *
 * <p>Pure functions and immutable values, for any thread; no input makes them throw.
 */
@NullMarked
package dev.mynah.agent.reuse.rules.field;

import org.jspecify.annotations.NullMarked;
