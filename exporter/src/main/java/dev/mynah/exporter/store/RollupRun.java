package dev.mynah.exporter.store;

/**
 * What a rollup did.
 *
 * @param ran false when another exporter is at it
 * @param hours that were summed up from their minutes, counted once per source
 * @param days of sources that they are in, which were made anew
 * @param months of sources that those are in
 * @param left dirty hours that are still open, or were left for the next run
 */
public record RollupRun(boolean ran, int hours, int days, int months, int left) {}
