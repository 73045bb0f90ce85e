package dev.mynah.exporter.snapshot;

import dev.mynah.exporter.series.TimeRange;

/**
 * An answer that was kept.
 *
 * @param id grows with the order of making
 * @param name as its maker calls it; need not be unique
 * @param createdMillis wall clock
 * @param range what the answer is about
 * @param json the answer as it was given
 */
public record Snapshot(long id, String name, long createdMillis, TimeRange range, String json) {}
