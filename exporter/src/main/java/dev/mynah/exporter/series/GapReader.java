package dev.mynah.exporter.series;

import java.util.List;

/** Reads the spans in which counts are less finely known than by minute, or were lost. */
public interface GapReader {
  /** Those that touch a range, oldest first, at most so many. */
  List<Gap> gaps(TimeRange range, int limit);

  /**
   * A span.
   *
   * @param source the id of the data directory
   * @param frames that were not read; 0 where none is missing
   * @param bytes of the journal that were lost
   * @param why a sentence
   */
  record Gap(String source, long fromMillis, long toMillis, long frames, long bytes, String why) {}
}
