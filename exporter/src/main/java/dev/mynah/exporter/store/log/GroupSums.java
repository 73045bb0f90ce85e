package dev.mynah.exporter.store.log;

import dev.mynah.exporter.log.LogReader.Group;
import dev.mynah.exporter.log.LogReader.Totals;
import dev.mynah.exporter.series.QueryRefused;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Groups while they are put together; a bounded number. */
final class GroupSums {
  private static final double NANOS = 1e9;
  private static final Comparator<Map.Entry<List<String>, Sum>> LARGEST_FIRST =
      Comparator.comparingDouble((Map.Entry<List<String>, Sum> each) -> -each.getValue().requests)
          .thenComparing(each -> String.join("\n", each.getKey()));

  private final Map<List<String>, Sum> sums = new HashMap<>();
  private final int most;

  /** What some rows come to. */
  record Part(
      long rows, double requests, double errors, double cost, Weighted weighted, Seen seen) {}

  /** Sums, times weight. */
  record Weighted(double bytesIn, double bytesOut, double totalNanos) {}

  /**
   * When.
   *
   * @param tracedId the newest row with a trace; 0 for none
   */
  record Seen(long firstMillis, long lastMillis, long tracedId) {}

  /** A group and its newest row with a trace. */
  record Found(List<String> values, Sum sum) {
    Group group(String traceId) {
      return new Group(
          values,
          sum.rows,
          sum.requests,
          sum.errors,
          sum.cost,
          new Totals(sum.bytesIn, sum.bytesOut, sum.totalNanos / NANOS),
          sum.firstMillis,
          sum.lastMillis,
          traceId);
    }
  }

  GroupSums(int most) {
    this.most = most;
  }

  /**
   * Adds to a group.
   *
   * @throws QueryRefused when there are too many
   */
  void add(List<String> values, Part part) {
    Sum sum = sums.get(values);
    if (sum == null) {
      if (sums.size() >= most) {
        throw new QueryRefused(
            QueryRefused.Kind.TOO_LARGE,
            "the answer has more than " + most + " groups: ask for fewer keys or a shorter range");
      }
      sum = new Sum();
      sums.put(values, sum);
    }
    sum.add(part);
  }

  /** The largest. */
  List<Found> largest(int limit) {
    return sums.entrySet().stream()
        .sorted(LARGEST_FIRST)
        .limit(limit)
        .map(each -> new Found(each.getKey(), each.getValue()))
        .toList();
  }

  /** A group's sums. */
  static final class Sum {
    private long rows;
    private double requests;
    private double errors;
    private double cost;
    private double bytesIn;
    private double bytesOut;
    private double totalNanos;
    private long firstMillis = Long.MAX_VALUE;
    private long lastMillis = Long.MIN_VALUE;
    private long tracedId;

    /** The newest row with a trace; 0 for none. */
    long tracedId() {
      return tracedId;
    }

    private void add(Part part) {
      rows += part.rows();
      requests += part.requests();
      errors += part.errors();
      cost += part.cost();
      bytesIn += part.weighted().bytesIn();
      bytesOut += part.weighted().bytesOut();
      totalNanos += part.weighted().totalNanos();
      firstMillis = Math.min(firstMillis, part.seen().firstMillis());
      lastMillis = Math.max(lastMillis, part.seen().lastMillis());
      tracedId = Math.max(tracedId, part.seen().tracedId());
    }
  }
}
