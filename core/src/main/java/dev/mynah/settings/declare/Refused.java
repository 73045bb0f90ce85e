package dev.mynah.settings.declare;

/** Says what would have been allowed where a text was not; carries no stack trace. */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param expected as it is printed, such as {@code expected 0s to 365d}
   */
  public Refused(String expected) {
    super(expected, null, false, false);
  }

  String expected() {
    return String.valueOf(getMessage());
  }
}
