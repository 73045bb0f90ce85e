package dev.mynah.exporter.fake;

import dev.mynah.exporter.series.TimeRange;
import dev.mynah.exporter.snapshot.Snapshot;
import dev.mynah.exporter.snapshot.Snapshots;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Snapshots in a list. */
public final class HeldSnapshots implements Snapshots {
  private final List<Snapshot> kept = new ArrayList<>();
  private long lastId;

  @Override
  public Snapshot add(String name, long createdMillis, TimeRange range, String json) {
    lastId++;
    Snapshot made = new Snapshot(lastId, name, createdMillis, range, json);
    kept.add(made);
    return made;
  }

  @Override
  public List<Snapshot> page(long beforeId, int limit) {
    return kept.stream()
        .filter(each -> each.id() < beforeId)
        .sorted(Comparator.comparingLong((Snapshot each) -> -each.id()))
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<Snapshot> find(long id) {
    return kept.stream().filter(each -> each.id() == id).findFirst();
  }

  @Override
  public boolean remove(long id) {
    return kept.removeIf(each -> each.id() == id);
  }
}
