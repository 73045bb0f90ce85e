package dev.mynah.agent.route.match;

import java.util.regex.Pattern;

/** Told when a regular expression was given up because it cost too much; it counts as no match. */
@FunctionalInterface
public interface RegexOverrun {
  /** Tells nobody. */
  RegexOverrun IGNORED = pattern -> {};

  /**
   * Called on the event loop, once per evaluation that was given up: count, and warn at a bounded
   * rate.
   */
  void gaveUp(Pattern pattern);
}
