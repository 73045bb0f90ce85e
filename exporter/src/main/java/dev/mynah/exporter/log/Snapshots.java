package dev.mynah.exporter.log;

import java.util.List;
import java.util.Optional;

/** Answers that somebody wanted to keep. Any worker thread. */
public interface Snapshots {
  /** The most that one may hold, in characters of its JSON. */
  int MOST_CHARACTERS = 1 << 20;

  /** The longest name, in characters. */
  int NAME_CHARACTERS = 200;

  /**
   * Keeps one.
   *
   * @throws IllegalArgumentException when name or JSON is longer than it may be
   */
  Snapshot create(String name, String json);

  /**
   * One page without the JSON, newest first.
   *
   * @param beforeId only those with a smaller id; {@code Long.MAX_VALUE} for the first page
   */
  List<Snapshot> list(long beforeId, int limit);

  /** One, whole; empty where there is none of that id. */
  Optional<Snapshot> get(long id);

  /** Deletes one; false where there was none. */
  boolean delete(long id);

  /**
   * A kept answer.
   *
   * @param timeMillis when it was kept; wall clock
   * @param json empty in lists
   */
  record Snapshot(long id, long timeMillis, String name, String json) {}
}
