package dev.mynah.metrics;

/** Reads {@code version-traceid-spanid-flags} (W3C Trace Context, section 3.2). */
public final class Traceparent {
  private static final int TRACE = 3;
  private static final int SPAN = 36;
  private static final int FLAGS = 53;
  private static final int LENGTH = 55;

  private Traceparent() {}

  /** Later versions may append more after a dash; version ff and zero ids are invalid. */
  public static boolean isValid(CharSequence text) {
    return text.length() >= LENGTH
        && (text.length() == LENGTH || !isVersion(text, '0') && text.charAt(LENGTH) == '-')
        && text.charAt(TRACE - 1) == '-'
        && text.charAt(SPAN - 1) == '-'
        && text.charAt(FLAGS - 1) == '-'
        && isHex(text, 0, TRACE - 1)
        && !isVersion(text, 'f')
        && isId(text, TRACE, SPAN - 1)
        && isId(text, SPAN, FLAGS - 1)
        && isHex(text, FLAGS, LENGTH);
  }

  /** 32 hexadecimal digits. */
  public static String traceId(CharSequence valid) {
    return valid.subSequence(TRACE, SPAN - 1).toString();
  }

  /** 16 hexadecimal digits, of the caller's span. */
  public static String spanId(CharSequence valid) {
    return valid.subSequence(SPAN, FLAGS - 1).toString();
  }

  private static boolean isVersion(CharSequence text, char digit) {
    return text.charAt(0) == digit && text.charAt(1) == digit;
  }

  private static boolean isId(CharSequence text, int from, int to) {
    boolean someDigit = false;
    for (int i = from; i < to; i++) {
      someDigit |= text.charAt(i) != '0';
    }
    return someDigit && isHex(text, from, to);
  }

  private static boolean isHex(CharSequence text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
        return false;
      }
    }
    return true;
  }
}
