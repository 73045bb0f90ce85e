package dev.mynah.exporter.fake;

import dev.mynah.exporter.log.Snapshots;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Snapshots in a list; each is made a second after the one before. */
public final class HeldSnapshots implements Snapshots {
  private final List<Snapshot> kept = new ArrayList<>();
  private long lastId;

  @Override
  public Snapshot create(String name, String json) {
    lastId++;
    Snapshot made = new Snapshot(lastId, lastId * 1_000, name, json);
    kept.add(made);
    return made;
  }

  @Override
  public List<Snapshot> list(long beforeId, int limit) {
    return kept.stream()
        .filter(each -> each.id() < beforeId)
        .sorted(Comparator.comparingLong((Snapshot each) -> -each.id()))
        .limit(limit)
        .map(each -> new Snapshot(each.id(), each.timeMillis(), each.name(), ""))
        .toList();
  }

  @Override
  public Optional<Snapshot> get(long id) {
    return kept.stream().filter(each -> each.id() == id).findFirst();
  }

  @Override
  public boolean delete(long id) {
    return kept.removeIf(each -> each.id() == id);
  }
}
