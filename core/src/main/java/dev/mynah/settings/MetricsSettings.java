package dev.mynah.settings;

/**
 * What {@code /metrics} shows.
 *
 * @param seriesBudget series exposed by one process before the rest is folded, 100 to 1,000,000
 * @param exemplars whether latency buckets carry the trace id of a request, in OpenMetrics only
 */
public record MetricsSettings(Preset preset, int seriesBudget, boolean exemplars) {
  /** How much is exposed. */
  public enum Preset {
    /** The whole catalogue. */
    STANDARD,
    /** Fewer than 300 series, for large fleets. */
    MINIMAL
  }

  public static final int DEFAULT_SERIES_BUDGET = 2_000;
  public static final MetricsSettings DEFAULT =
      new MetricsSettings(Preset.STANDARD, DEFAULT_SERIES_BUDGET, true);
}
