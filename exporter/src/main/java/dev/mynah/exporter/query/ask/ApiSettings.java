package dev.mynah.exporter.query.ask;

import java.time.Duration;
import java.util.List;

/**
 * Limits of the JSON analytics API.
 *
 * @param pageRows rows of a page when the request does not say, 1 to {@code maxPageRows}
 * @param maxPageRows most rows of a page, up to 10,000
 * @param corsOrigins web pages of other origins that may read answers; the admin port's own {@code
 *     admin.allowedOrigins} must admit them as well
 * @param timeout after this a query is given up, 100 ms to 5 min
 * @param maxValuesRead stored values that one query may read, at least 1,000
 */
public record ApiSettings(
    int pageRows, int maxPageRows, List<String> corsOrigins, Duration timeout, long maxValuesRead) {
  public static final int DEFAULT_PAGE_ROWS = 100;
  public static final int DEFAULT_MAX_PAGE_ROWS = 10_000;
  public static final int MOST_PAGE_ROWS = 10_000;
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
  public static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(100);
  public static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(5);
  public static final long DEFAULT_MAX_VALUES_READ = 20_000_000;
  public static final long FEWEST_VALUES_READ = 1_000;
  public static final ApiSettings DEFAULT =
      new ApiSettings(
          DEFAULT_PAGE_ROWS,
          DEFAULT_MAX_PAGE_ROWS,
          List.of(),
          DEFAULT_TIMEOUT,
          DEFAULT_MAX_VALUES_READ);

  /** Checks each; an origin is {@code scheme://host[:port]}, and {@code *} is none. */
  public ApiSettings {
    corsOrigins = List.copyOf(corsOrigins);
    if (maxPageRows < 1 || maxPageRows > MOST_PAGE_ROWS) {
      throw new IllegalArgumentException(
          "maxPageRows: " + maxPageRows + " (expected 1 to " + MOST_PAGE_ROWS + ")");
    }
    if (pageRows < 1 || pageRows > maxPageRows) {
      throw new IllegalArgumentException(
          "pageRows: " + pageRows + " (expected 1 to maxPageRows, " + maxPageRows + ")");
    }
    if (timeout.compareTo(SHORTEST_TIMEOUT) < 0 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
      throw new IllegalArgumentException("timeout: " + timeout + " (expected 100ms to 5m)");
    }
    if (maxValuesRead < FEWEST_VALUES_READ) {
      throw new IllegalArgumentException(
          "maxValuesRead: " + maxValuesRead + " (expected at least " + FEWEST_VALUES_READ + ")");
    }
    for (String origin : corsOrigins) {
      if (!origin.matches("https?://[^/*\\s]+")) {
        throw new IllegalArgumentException(
            "corsOrigins: " + origin + " (expected scheme://host[:port] without a wildcard)");
      }
    }
  }
}
