package dev.mynah.exporter.query.traffic;

import dev.mynah.exporter.log.LogEntry;
import dev.mynah.exporter.openapi.About;
import dev.mynah.exporter.openapi.Inline;
import org.jspecify.annotations.Nullable;

/** A request of the log with what was captured of it. */
public record LogWhole(
    @Inline LogRow row,
    @About("Fields and bodies; null where none were captured, or are kept no more.")
        @Nullable LogCapture capture) {

  /** All of an entry. */
  public static LogWhole of(LogEntry entry) {
    var capture = entry.event().capture();
    return new LogWhole(LogRow.of(entry), capture == null ? null : LogCapture.of(capture));
  }
}
