package dev.mynah.exporter.series;

/** How finely a value's time is known. All are aligned in UTC. */
public enum Resolution {
  MINUTE,
  HOUR,
  DAY,
  MONTH
}
