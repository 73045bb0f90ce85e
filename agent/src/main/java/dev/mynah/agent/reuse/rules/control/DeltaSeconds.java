package dev.mynah.agent.reuse.rules.control;

import org.jspecify.annotations.Nullable;

/** Spans of time as directives and {@code Age} write them (RFC 9111 section 1.2.2). */
public final class DeltaSeconds {
  /** What larger numbers are taken for: 2^31 seconds, 68 years. */
  public static final long MOST = 1L << 31;

  /** What text is read as that is not a number of digits alone. */
  public static final long MALFORMED = -1;

  private DeltaSeconds() {}

  /** The seconds, from 0 to {@link #MOST}, or {@link #MALFORMED}. */
  public static long parse(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return MALFORMED;
    }
    long seconds = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return MALFORMED;
      }
      seconds = Math.min(MOST, seconds * 10 + c - '0');
    }
    return seconds;
  }
}
