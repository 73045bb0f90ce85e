/**
 * How a representation that is at hand answers a request: preconditions, 304, byte ranges (RFC 9110
 * sections 13 and 14).
 *
 * <p>Pure functions and immutable values, for any thread; the heads that come in belong to the
 * caller's thread.
 */
@NullMarked
package dev.mynah.agent.reuse.rules.serve;

import org.jspecify.annotations.NullMarked;
