package dev.mynah.ledger;

import org.jspecify.annotations.Nullable;

/** Where a ledger keeps the words of its series: in a file or in this process's memory. */
public interface SeriesPlaces {
  /**
   * Makes room for a series in a slot, or returns null when there is none left.
   *
   * <p>Called under the lock of {@link SeriesBook}, on any thread, an event loop among them: it
   * must not enter the file system.
   *
   * @param claim how much of the room this series may take from
   */
  @Nullable Words place(int slot, SeriesKey key, Claim claim);

  /** Who gives way first when room runs out. */
  enum Claim {
    /** A histogram with a route: it leaves half of all room to others. */
    FIRST_TO_FOLD,
    /** Everything else: it leaves what is kept back for the last fold. */
    ORDINARY,
    /** The series that takes what found no room elsewhere: all there is. */
    LAST_RESORT;

    private static final int FIRST_TO_FOLD_PERCENT = 50;
    private static final int ORDINARY_PERCENT = 96;

    /** The part of a total that a series with this claim may fill. */
    public long of(long total) {
      return switch (this) {
        case FIRST_TO_FOLD -> total * FIRST_TO_FOLD_PERCENT / 100;
        case ORDINARY -> total * ORDINARY_PERCENT / 100;
        case LAST_RESORT -> total;
      };
    }
  }
}
