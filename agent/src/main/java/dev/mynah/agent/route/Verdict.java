package dev.mynah.agent.route;

/** What a look-up came to. */
public enum Verdict {
  /** {@link RouteLookup#route()} claims the request. */
  FOUND,
  /** No route claims the request. */
  NONE,
  /**
   * Every better route has failed and the next one wants to read the body: give it to the look-up
   * and ask again.
   */
  NEEDS_BODY,
  /** The next route wants to read a body that is past the limit, and says that it be refused. */
  BODY_TOO_LARGE,
  /** The next route wants to read a body whose content coding cannot be undone. */
  BODY_NOT_DECODABLE
}
