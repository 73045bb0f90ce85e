package dev.mynah.exporter.promql.eval;

import dev.mynah.exporter.promql.metric.LabelSet;

/**
 * Values of a series at moments of their own, sorted by time.
 *
 * @param times may be shared between series
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record SampleSeries(LabelSet labels, long[] times, double[] values) {}
