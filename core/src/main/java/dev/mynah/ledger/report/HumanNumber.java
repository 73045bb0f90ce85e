package dev.mynah.ledger.report;

/** Numbers as people read them: exact while short, then cut (never rounded up) to one decimal. */
final class HumanNumber {
  private static final long EXACT_BELOW = 10_000;
  private static final String UNITS = "kMGTPE";

  private HumanNumber() {}

  /** {@code 9999}, {@code 12.4k}, {@code 3.0M}. */
  static String count(long value) {
    if (value < EXACT_BELOW) {
      return Long.toString(value);
    }
    return scaled(value);
  }

  /** {@code 999 B}, {@code 12.4 kB}. */
  static String bytes(long value) {
    if (value < 1000) {
      return value + " B";
    }
    String scaled = scaled(value);
    int unitAt = scaled.length() - 1;
    return scaled.substring(0, unitAt) + " " + scaled.charAt(unitAt) + "B";
  }

  private static String scaled(long value) {
    long tenths = value / 100;
    int unit = 0;
    while (tenths >= 10_000) {
      tenths /= 1000;
      unit++;
    }
    return tenths / 10 + "." + tenths % 10 + UNITS.charAt(unit);
  }
}
