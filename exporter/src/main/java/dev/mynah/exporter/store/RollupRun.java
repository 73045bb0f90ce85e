package dev.mynah.exporter.store;

/**
 * What a rollup did.
 *
 * @param ran false when another exporter is at it
 * @param hours that were summed up from their minutes, counted once per source
 * @param left dirty hours that are still open, or were left for the next run
 */
public record RollupRun(boolean ran, int hours, int left) {}
