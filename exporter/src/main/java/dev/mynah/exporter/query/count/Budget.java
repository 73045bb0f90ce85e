package dev.mynah.exporter.query.count;

import dev.mynah.exporter.query.ask.ApiSettings;
import dev.mynah.exporter.series.QueryRefused;
import java.time.Clock;

/** What one query may still read, and how long it may still take. One thread. */
final class Budget implements AutoCloseable {
  private static final int LOOK_AT_THE_CLOCK = 256;
  private static final int MOST_CELLS = 200_000;

  /** Taken of those of all queries at a time. */
  private static final int CELLS_AT_A_TIME = 1_024;

  /** A histogram is as large as 180 sums. */
  static final int HISTOGRAM_CELLS = 15;

  private final ApiSettings settings;
  private final Clock clock;
  private final long deadlineMillis;
  private long read;
  private final SharedCells shared;
  private long cells;
  private long taken;

  Budget(ApiSettings settings, SharedCells shared, Clock clock) {
    this.settings = settings;
    this.shared = shared;
    this.clock = clock;
    this.deadlineMillis = clock.millis() + settings.timeout().toMillis();
  }

  /** Counts one value that was read. */
  void value() {
    read++;
    if (read > settings.maxValuesRead()) {
      throw new QueryRefused(
          QueryRefused.Kind.TOO_LARGE,
          "more than "
              + settings.maxValuesRead()
              + " stored values would be read (api.maxValues); take a shorter range, a longer"
              + " step or more filters");
    }
    if (read % LOOK_AT_THE_CLOCK == 0 && clock.millis() > deadlineMillis) {
      throw new QueryRefused(
          QueryRefused.Kind.TIMEOUT,
          "not answered within "
              + settings.timeout().toMillis()
              + " ms (api.timeout); take a shorter range or more filters");
    }
  }

  /** Counts what an answer holds in memory, until it is closed. */
  void cells(int more) {
    cells += more;
    if (cells > Math.min(MOST_CELLS, shared.all())) {
      throw new QueryRefused(
          QueryRefused.Kind.TOO_LARGE,
          "the answer would hold too many groups and spans at once; take a longer step, a shorter"
              + " range or more filters");
    }
    while (cells > taken) {
      long some = Math.min(CELLS_AT_A_TIME, shared.all() - taken);
      if (!shared.take(some)) {
        throw new QueryRefused(
            QueryRefused.Kind.UNAVAILABLE,
            "the answers under way hold all the memory that there is for them; ask again");
      }
      taken += some;
    }
  }

  /** The answer holds nothing any more. */
  @Override
  public void close() {
    shared.giveBack(taken);
    taken = 0;
  }
}
