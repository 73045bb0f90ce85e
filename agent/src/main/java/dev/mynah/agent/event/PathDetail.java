package dev.mynah.agent.event;

/** How much an event tells of the path that a route claims. The query is never told. */
public enum PathDetail {
  /** As it came, up to a length. */
  RAW,
  /** The route's pattern, or the path with ids replaced where the pattern leaves it open. */
  NORMALISED,
  /** Nothing: the route's id has to do. */
  NONE
}
