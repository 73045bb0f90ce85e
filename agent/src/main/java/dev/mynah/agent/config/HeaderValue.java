package dev.mynah.agent.config;

/** One header field as configured. */
public record HeaderValue(String name, String value) {}
