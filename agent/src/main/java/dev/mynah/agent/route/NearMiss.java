package dev.mynah.agent.route;

/**
 * A route that nearly claimed a request.
 *
 * @param route its id
 * @param claims what it claims, as people write it: {@code GET /users/:id}
 * @param why what was different, in one sentence without secrets
 */
public record NearMiss(String route, String claims, String why) {}
