package dev.mynah.agent.config;

/**
 * The answer when no route claims a request.
 *
 * @param hints who is shown the nearest routes and why each missed
 */
public record UnmatchedConfig(Hints hints) {
  /** Whom hints are shown to: they name routes. */
  public enum Hints {
    OFF,
    LOOPBACK,
    ALL
  }

  public static final UnmatchedConfig DEFAULT = new UnmatchedConfig(Hints.LOOPBACK);
}
