package dev.mynah.agent.route.match;

/** A value that a request has in some dimension. */
public record Key(Dimension dimension, String value) {}
