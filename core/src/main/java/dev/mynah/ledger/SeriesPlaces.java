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
   * @param last whether the room kept back for the last fold may be used
   */
  @Nullable Words place(int slot, SeriesKey key, boolean last);
}
