package dev.mynah.settings;

/**
 * What the process writes to standard error.
 *
 * @param access whether every request gets a line
 */
public record LogSettings(Format format, Level level, boolean access) {
  /** How a line looks. */
  public enum Format {
    TEXT,
    JSON
  }

  /** The least important line that is written. */
  public enum Level {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
  }

  public static final LogSettings DEFAULT = new LogSettings(Format.TEXT, Level.INFO, false);
}
