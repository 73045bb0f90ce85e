package dev.mynah.agent.config;

/** Which {@code Host} an upstream sees. */
public enum HostPolicy {
  /** The upstream's own, from its URL. */
  UPSTREAM,
  /** The one that the client sent. */
  KEEP
}
