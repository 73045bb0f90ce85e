package dev.mynah.exporter.store.counts;

import java.time.Duration;

/** How much one read may touch. */
public record ReadLimits(int maxSeries, long maxValues, Duration maxTime) {}
