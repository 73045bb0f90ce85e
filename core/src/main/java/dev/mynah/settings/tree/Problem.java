package dev.mynah.settings.tree;

/**
 * One thing that is wrong, or doubtful, in a configuration.
 *
 * @param found the value found or what is the matter with it
 * @param expected what is allowed, with its unit; may be empty
 */
public record Problem(Place place, String found, String expected) {
  /** {@code routes[3].cache.ttl: -5s (expected 0s to 365d; mynah.yaml line 41)}. */
  @Override
  public String toString() {
    return Shown.line(text());
  }

  private String text() {
    if (place.key().isEmpty()) {
      return place + ": " + found + (expected.isEmpty() ? "" : " (" + expected + ")");
    }
    String hint = expected.isEmpty() ? "" : expected + "; ";
    return place.key() + ": " + found + " (" + hint + place + ")";
  }
}
