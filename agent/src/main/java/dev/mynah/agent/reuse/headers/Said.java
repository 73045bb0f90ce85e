package dev.mynah.agent.reuse.headers;

/** Who chose the status of an answer. */
public enum Said {
  /** Whoever wrote the route. */
  BY_THE_ROUTE,
  /** A service behind the route, now or when the answer was stored. */
  BY_A_SERVICE
}
