package dev.mynah.exporter.snapshot;

import dev.mynah.exporter.series.TimeRange;
import java.util.List;
import java.util.Optional;

/** Keeps answers, for as long as the retention of snapshots says. Any worker thread. */
public interface Snapshots {
  /** Keeps one more; the result carries its id. */
  Snapshot add(String name, long createdMillis, TimeRange range, String json);

  /**
   * One page, newest first.
   *
   * @param beforeId only those with a smaller id; {@code Long.MAX_VALUE} for the first page
   */
  List<Snapshot> page(long beforeId, int limit);

  /** One of them. */
  Optional<Snapshot> find(long id);

  /** Forgets one; whether there was such. */
  boolean remove(long id);
}
