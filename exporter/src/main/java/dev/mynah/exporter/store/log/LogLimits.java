package dev.mynah.exporter.store.log;

/**
 * How much is told apart.
 *
 * @param clientRows of a source and a day: clients times the routes they used. Whoever comes later
 *     is counted in a row per route whose client is {@code _overflow}
 * @param missingPaths of a source and a day; later ones are counted as {@code _overflow}
 * @param entriesGrouped the most entries of the log that a question about clients reads; above it
 *     whole days answer
 * @param groups the most that an answer may hold while it is put together
 */
public record LogLimits(int clientRows, int missingPaths, long entriesGrouped, int groups) {
  public static final LogLimits DEFAULT = new LogLimits(10_000, 1_000, 2_000_000, 200_000);

  public LogLimits {
    if (clientRows < 1 || missingPaths < 1 || entriesGrouped < 1 || groups < 1) {
      throw new IllegalArgumentException("limits of the log start at 1");
    }
  }
}
