package dev.mynah.exporter.scrape;

/**
 * How reading from Prometheus goes.
 *
 * @param rounds that went well, since the start
 * @param failures rounds that did not, since the start
 * @param minutes kept, since the start, over all targets
 * @param estimatedMinutes of those, minutes without a scrape of their own: their share of what the
 *     next scrape found
 * @param skippedMinutes minutes that were too long ago to be asked for when we came back
 * @param targets found in the last round
 * @param keptUntilMillis the end of the newest minute kept; 0 before there is one
 * @param trouble what the last round failed with, for {@code degraded}; empty when it went well
 */
public record PrometheusSourceStatus(
    long rounds,
    long failures,
    long minutes,
    long estimatedMinutes,
    long skippedMinutes,
    int targets,
    long keptUntilMillis,
    String trouble) {}
