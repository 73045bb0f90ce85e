/**
 * The conditions of a route's {@code match} block beyond its path: query, headers, cookies, host,
 * scheme and body, compiled once and tested against one decoded view of the request.
 *
 * <p>Predicates are immutable and shared by all event loops; a view belongs to one exchange.
 */
@NullMarked
package dev.mynah.agent.route.match;

import org.jspecify.annotations.NullMarked;
