package dev.mynah.dashboards.rule;

import java.util.Locale;

/** Who is told of an alert, and when. */
enum Severity {
  /** Somebody is woken: users notice, or what runs is not what was rolled out. */
  CRITICAL,
  /** Somebody looks at it on a working day. */
  WARNING,
  /** Nobody is told; it explains another alert. */
  INFO;

  /** The value of the label. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
