package dev.mynah.exporter.store.counts;

import dev.mynah.exporter.series.QueryRefused;

/** What one read has left. One thread. */
final class Budget {
  private static final int LOOK_EVERY = 256;

  private final ReadLimits limits;
  private final long startNanos = System.nanoTime();
  private long values;
  private long steps;

  Budget(ReadLimits limits) {
    this.limits = limits;
  }

  /** Takes one value. */
  void value() {
    values(1);
  }

  /** Takes some values. */
  void values(int more) {
    values += more;
    if (values > limits.maxValues()) {
      throw new QueryRefused(
          QueryRefused.Kind.TOO_LARGE,
          "the query reads more than "
              + limits.maxValues()
              + " stored values: ask for a shorter range, fewer series or a coarser step");
    }
  }

  /** Takes one step of work: a row, a statement. */
  void step() {
    if (++steps % LOOK_EVERY == 0 && System.nanoTime() - startNanos > limits.maxTime().toNanos()) {
      throw new QueryRefused(
          QueryRefused.Kind.TIMEOUT,
          "the query took longer than " + limits.maxTime().toSeconds() + " s to read");
    }
  }
}
