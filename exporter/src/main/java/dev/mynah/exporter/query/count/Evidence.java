package dev.mynah.exporter.query.count;

import dev.mynah.exporter.series.Resolution;
import dev.mynah.exporter.series.TimeRange;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an answer rests on.
 *
 * @param range what is answered
 * @param resolutions of the counts that were read
 * @param counted whether counts were read, or nothing at all
 * @param sampled whether samples were
 * @param leftOut requests of the range that are not in the log; null where it was not read
 * @param warnings for whoever asked
 */
public record Evidence(
    TimeRange range,
    Set<Resolution> resolutions,
    boolean counted,
    boolean sampled,
    long closedUntilMillis,
    @Nullable Long leftOut,
    List<String> warnings) {
  /** Keeps its own copies. */
  public Evidence {
    resolutions = Set.copyOf(resolutions);
    warnings = List.copyOf(warnings);
  }
}
