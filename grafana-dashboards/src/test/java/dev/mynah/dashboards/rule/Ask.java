package dev.mynah.dashboards.rule;

import java.util.Locale;

/** Puts queries of rules together. */
final class Ask {
  /**
   * What all rules keep: without Kubernetes there is no namespace, and grouping by a label that is
   * not there changes nothing.
   */
  static final String BY = "namespace, job";

  /** One process. */
  static final String EACH = BY + ", instance";

  /** At least four times the longest usual distance of scrapes, so that one may fail. */
  static final String WINDOW = "5m";

  /** Long enough to be seen when it happened only once. */
  static final String EVENT = "15m";

  private Ask() {}

  static String rate(String selector) {
    return "rate(" + selector + "[" + WINDOW + "])";
  }

  static String sum(String vector) {
    return sumBy(BY, vector);
  }

  static String sumBy(String labels, String vector) {
    return "sum by (" + labels + ") (" + vector + ")";
  }

  static String worst(String vector) {
    return "max by (" + BY + ") (" + vector + ")";
  }

  /** How many, which makes one alert of hundreds of processes. */
  static String count(String vector) {
    return "count by (" + BY + ") (\n  " + vector.replace("\n", "\n  ") + "\n)";
  }

  /** What a counter came to lately. */
  static String lately(String selector) {
    return sum("increase(" + selector + "[" + EVENT + "])");
  }

  /** A part of a whole that is not 0. */
  static String share(String part, String whole) {
    return part + " / (" + whole + " > 0)";
  }

  /** Only of processes that are ours: for metrics that every JVM has. */
  static String ours(String vector) {
    return vector + "\nand on (" + EACH + ") mynah_build_info";
  }

  /** As people write it: 0.1, 150, 14.4. */
  static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%d", (long) value)
        : Double.toString(value);
  }
}
