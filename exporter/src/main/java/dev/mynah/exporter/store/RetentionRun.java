package dev.mynah.exporter.store;

import java.util.Map;

/**
 * What a clean-up deleted.
 *
 * @param ran false when another exporter is at it
 * @param deleted rows by class: {@code minute hour day pattern gauge gap request error client
 *     snapshot ...}; a dropped partition counts its rows as the engine estimates them
 * @param bytesBefore what the store took
 * @param bytesAfter what it takes now
 */
public record RetentionRun(
    boolean ran, Map<String, Long> deleted, long bytesBefore, long bytesAfter) {
  /** Keeps its own copy. */
  public RetentionRun {
    deleted = Map.copyOf(deleted);
  }
}
