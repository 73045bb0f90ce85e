package dev.mynah.exporter.log;

import dev.mynah.exporter.series.TimeRange;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads stored requests. Any worker thread. Counts in summaries are sums of weights: exact where
 * nothing was left out, else estimates, which {@link #leftOut} tells apart.
 */
public interface LogReader {
  /**
   * One page, newest first.
   *
   * @param beforeId only entries with a smaller id; {@code Long.MAX_VALUE} for the first page
   * @param limit at most this many
   */
  List<LogEntry> page(LogFilter filter, long beforeId, int limit);

  /** One entry, with what was captured of it, which no page or stream has. */
  default Optional<LogEntry> find(long id) {
    return Optional.empty();
  }

  /** All entries, oldest first, one by one in constant memory. */
  void stream(LogFilter filter, Consumer<LogEntry> sink);

  /** Groups entries and counts them, largest first. */
  List<Group> group(LogFilter filter, List<Key> keys, int limit);

  /**
   * A histogram over {@code Buckets} of the total durations, weighted, for filters that counts
   * lack.
   */
  double[] durations(LogFilter filter);

  /** Requests that no route claimed, by method and normalised path, most asked for first. */
  List<MissingPath> missingPaths(LogFilter filter, int limit);

  /** Requests that were left out of the log in a range; 0 when it is whole. */
  long leftOut(LogFilter filter);

  /**
   * What {@link #group} with these keys, or with none {@link #missingPaths}, draws its answer from:
   * the log where it reaches back far enough, else what is kept per day.
   */
  default Basis basis(LogFilter filter, List<Key> keys) {
    return new Basis(Grain.ENTRIES, filter.range(), leftOut(filter) == 0);
  }

  /** What an answer is drawn from. */
  enum Grain {
    /** Single requests. */
    ENTRIES,
    /** Sums of whole days (UTC), by client and route or by path. */
    DAYS
  }

  /**
   * What an answer stands on.
   *
   * @param range that it covers: narrower than asked for where no more is kept, wider where days
   *     are whole
   * @param exact whether every request of that range is in it; else its counts are estimates
   */
  record Basis(Grain grain, TimeRange range, boolean exact) {}

  /** What entries may be grouped by. */
  enum Key {
    ROUTE,
    GROUP,
    WORKSPACE,
    ENVIRONMENT,
    METHOD,
    STATUS,
    OUTCOME,
    PROTOCOL,
    CLIENT,
    CONSUMER,
    USER_AGENT_FAMILY,
    COUNTRY,
    CITY,
    ERROR_TYPE,
    ERROR_CATEGORY,
    ERROR_REASON,
    ERROR_MESSAGE
  }

  /**
   * Entries alike.
   *
   * @param values in the order of the keys asked for
   * @param rows entries
   * @param requests the sum of their weights
   * @param errors of those, with trouble
   * @param sampleTraceId of the newest entry that has one, or empty
   */
  record Group(
      List<String> values,
      long rows,
      double requests,
      double errors,
      double cost,
      Totals totals,
      long firstMillis,
      long lastMillis,
      String sampleTraceId) {
    public Group {
      values = List.copyOf(values);
    }
  }

  /** Weighted sums. */
  record Totals(double bytesIn, double bytesOut, double durationSeconds) {}

  /** A path that is asked for and that nobody serves. */
  record MissingPath(
      String method, String path, double requests, long firstMillis, long lastMillis) {}
}
