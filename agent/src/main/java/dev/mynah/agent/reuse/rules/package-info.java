/**
 * The rules of a shared HTTP cache (RFC 9111, 5861, 9213, 9211) as plain functions over header
 * fields: what may be stored, how long it is fresh, what it must match, what makes it invalid.
 *
 * <p>Everything given out is immutable unless it says otherwise and may be shared between threads;
 * the fields that come in belong to the caller's thread. No clock is read: times are parameters, in
 * milliseconds since 1970 by the wall clock.
 */
@NullMarked
package dev.mynah.agent.reuse.rules;

import org.jspecify.annotations.NullMarked;
