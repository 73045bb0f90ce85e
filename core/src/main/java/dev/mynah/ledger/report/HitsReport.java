package dev.mynah.ledger.report;

import dev.mynah.ledger.LedgerSnapshot;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The hits of a ledger per route, method, code and outcome, most requests first.
 *
 * @param present whether there is a ledger at all
 * @param ledgerId names the counts; 0 without a ledger
 * @param startTime since when is counted
 */
public record HitsReport(boolean present, long ledgerId, Instant startTime, List<Row> rows) {
  private static final Comparator<Row> MOST_REQUESTS_FIRST =
      Comparator.comparingLong(Row::requests)
          .reversed()
          .thenComparing(Row::route)
          .thenComparing(Row::method)
          .thenComparing(Row::code)
          .thenComparing(Row::outcome);

  /**
   * Requests that were answered alike, over all protocols. Hit times are 0 where there was none.
   */
  public record Row(
      String route,
      String method,
      String code,
      String outcome,
      long requests,
      long bytesIn,
      long bytesOut,
      long firstHitMillis,
      long lastHitMillis) {

    Row plus(Row other) {
      return new Row(
          route,
          method,
          code,
          outcome,
          requests + other.requests,
          bytesIn + other.bytesIn,
          bytesOut + other.bytesOut,
          earliest(firstHitMillis, other.firstHitMillis),
          Math.max(lastHitMillis, other.lastHitMillis));
    }

    private static long earliest(long one, long other) {
      return one == 0 || other == 0 ? Math.max(one, other) : Math.min(one, other);
    }
  }

  public HitsReport {
    rows = rows.stream().sorted(MOST_REQUESTS_FIRST).toList();
  }

  /** The report of a snapshot. */
  public static HitsReport of(LedgerSnapshot snapshot) {
    Map<List<String>, Row> rows = new LinkedHashMap<>();
    for (LedgerSnapshot.Hits hits : snapshot.hits()) {
      Row row =
          new Row(
              hits.route(),
              hits.method(),
              hits.code(),
              hits.outcome(),
              hits.requests(),
              hits.bytesIn(),
              hits.bytesOut(),
              hits.firstHitMillis(),
              hits.lastHitMillis());
      rows.merge(List.of(row.route, row.method, row.code, row.outcome), row, Row::plus);
    }
    return new HitsReport(
        snapshot.present(), snapshot.ledgerId(), snapshot.startTime(), List.copyOf(rows.values()));
  }

  /** All requests. */
  public long total() {
    return rows.stream().mapToLong(Row::requests).sum();
  }

  /** All requests of a route. */
  public long requests(String route) {
    return rows.stream().filter(row -> row.route.equals(route)).mapToLong(Row::requests).sum();
  }
}
