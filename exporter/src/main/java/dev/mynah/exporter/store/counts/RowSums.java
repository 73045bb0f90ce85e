package dev.mynah.exporter.store.counts;

import dev.mynah.ledger.Family;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What each series has in a whole range, whatever the grains it is read in. One thread. */
final class RowSums {
  /** 2.1 MB: 1,500 histograms, or 54,000 of requests. */
  private static final int MOST_NUMBERS = 1_500 * Family.Kind.HISTOGRAM.words();

  private final List<SeriesRow> rows;
  private final long[] @Nullable [] sums;
  private final long[] starts;
  private int numbers;

  RowSums(List<SeriesRow> rows) {
    this.rows = rows;
    this.sums = new long[rows.size()][];
    this.starts = new long[rows.size()];
  }

  /**
   * The sum of a row, to be added to.
   *
   * @param start of a value that is added
   * @return null where there is no more room
   */
  long @Nullable [] of(int at, long start) {
    long[] sum = sums[at];
    if (sum == null && numbers < MOST_NUMBERS) {
      sum = new long[rows.get(at).kind().words()];
      numbers += sum.length;
      sums[at] = sum;
      starts[at] = start;
    }
    return sum;
  }

  void handOver(Reading.Cells cells) {
    for (int at = 0; at < sums.length; at++) {
      long[] sum = sums[at];
      if (sum != null) {
        cells.value(rows.get(at), starts[at], sum);
      }
    }
  }
}
