package dev.mynah.exporter.store.log;

import java.util.ArrayList;
import java.util.List;

/**
 * Ids between which rows of a time are: no row of that time is elsewhere, and rows of other times
 * may be among them.
 */
record Run(long firstId, long lastId) {
  /** Runs closer than this are read as one: what lies between costs less than another statement. */
  private static final long NEAR = 4_096;

  /** More runs than this are read as one from the first to the last. */
  private static final int MOST = 64;

  /** Puts blocks together, which come by ascending first id and may overlap. */
  static List<Run> of(List<Run> blocks) {
    List<Run> runs = new ArrayList<>();
    for (Run block : blocks) {
      Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
      if (last != null && block.firstId - NEAR <= last.lastId) {
        runs.set(runs.size() - 1, new Run(last.firstId, Math.max(last.lastId, block.lastId)));
      } else {
        runs.add(block);
      }
    }
    if (runs.size() <= MOST) {
      return List.copyOf(runs);
    }
    return List.of(new Run(runs.get(0).firstId, runs.get(runs.size() - 1).lastId));
  }
}
