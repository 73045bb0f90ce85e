package dev.mynah.exporter.store;

import dev.mynah.ledger.SeriesKey;

/** What a series counted in one minute, as differences in the layout of its family's kind. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; the array is not changed
public record MinuteValue(SeriesKey key, long[] words) {}
