/**
 * Cache directives of requests and answers, read from {@code Cache-Control}, {@code Pragma} and the
 * fields that are targeted at shared caches (RFC 9111 section 5.2, RFC 9213).
 *
 * <p>Immutable values, for any thread; the fields they are read from belong to the caller's thread.
 */
@NullMarked
package dev.mynah.agent.reuse.rules.control;

import org.jspecify.annotations.NullMarked;
