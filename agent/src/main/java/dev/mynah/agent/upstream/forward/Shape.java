package dev.mynah.agent.upstream.forward;

/**
 * What the connection decides about a request's head.
 *
 * @param bodyBytes the length of the body; -1 when only its end will tell, which chunks it
 * @param upgrade whether the request asks for another protocol
 * @param absoluteForm whether the target names scheme and host, as an outgoing proxy needs it
 */
public record Shape(long bodyBytes, boolean upgrade, boolean absoluteForm) {}
