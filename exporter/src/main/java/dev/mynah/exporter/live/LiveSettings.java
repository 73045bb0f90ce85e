package dev.mynah.exporter.live;

/**
 * The live stream.
 *
 * @param subscribers at once, 0 to 400; 0 for no live stream
 */
public record LiveSettings(int subscribers) {
  public static final int DEFAULT_SUBSCRIBERS = 32;
  public static final int MOST_SUBSCRIBERS = 400;
  public static final LiveSettings DEFAULT = new LiveSettings(DEFAULT_SUBSCRIBERS);

  /** Checks the range. */
  public LiveSettings {
    if (subscribers < 0 || subscribers > MOST_SUBSCRIBERS) {
      throw new IllegalArgumentException(
          "live.subscribers: " + subscribers + " (expected 0 to " + MOST_SUBSCRIBERS + ")");
    }
  }
}
