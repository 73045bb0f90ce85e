/**
 * Which route a request belongs to: the compiled table, the order among routes, what a request came
 * nearest to when no route claims it, and which routes can never be reached.
 *
 * <p>A table is immutable and shared by all event loops; a look-up belongs to one exchange at a
 * time.
 */
@NullMarked
package dev.mynah.agent.route;

import org.jspecify.annotations.NullMarked;
