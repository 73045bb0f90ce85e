package dev.mynah.ledger;

import java.util.List;

/**
 * A metric family that the ledger keeps: its name, what kind of words it needs, and its label
 * names. Whoever counts declares it; the ledger itself knows only {@link #REQUESTS} and {@link
 * #TIMING}.
 *
 * @param name the exposed name, at most 120 characters of {@code [a-zA-Z0-9_:]}
 * @param labelNames at most 8 names; a label called {@code route} folds first when space runs out
 */
public record Family(String name, Kind kind, List<String> labelNames) {
  /** The label that is given up first when there are more series than planned for. */
  public static final String ROUTE = "route";

  /** The label value of series that were folded together because there was no more room. */
  public static final String OVERFLOW = "_overflow";

  /** The route of counts whose routes have been gone for a month. Traffic never adds to it. */
  public static final String REMOVED = "_removed";

  /** The route of requests that no route matched. */
  public static final String UNMATCHED = "_unmatched";

  /** The route of unnamed stubs that were made through an API. */
  public static final String DYNAMIC = "_dynamic";

  /** Requests, bytes and first and last hit per answer. */
  public static final Family REQUESTS =
      new Family(
          "mynah_http_requests",
          Kind.REQUESTS,
          List.of(ROUTE, "method", "code", "outcome", "protocol"));

  /** How long answering took. */
  public static final Family TIMING =
      new Family("mynah_http_request_duration_seconds", Kind.HISTOGRAM, List.of(ROUTE, "outcome"));

  private static final int MAX_NAME_CHARS = 120;
  private static final int MAX_LABELS = 8;

  /** What a series of the family is made of. */
  public enum Kind {
    /** One ever growing number. */
    COUNTER(1, 1),
    /** A sum of nanoseconds, then one count per bucket of {@link Buckets}. */
    HISTOGRAM(1 + Buckets.COUNT, Buckets.EXPOSED.size() + 3),
    /** Requests, bytes in, bytes out, first hit, last hit. */
    REQUESTS(5, 3);

    private final int words;
    private final int exposedSeries;

    Kind(int words, int exposedSeries) {
      this.words = words;
      this.exposedSeries = exposedSeries;
    }

    /** The 64-bit words one series takes. */
    public int words() {
      return words;
    }

    /** The time series that one series becomes when scraped: what it costs of the series budget. */
    public int exposedSeries() {
      return exposedSeries;
    }
  }

  public Family {
    labelNames = List.copyOf(labelNames);
    if (name.isEmpty() || name.length() > MAX_NAME_CHARS || !isMetricName(name)) {
      throw new IllegalArgumentException("family name: " + name);
    }
    if (labelNames.size() > MAX_LABELS || !labelNames.stream().allMatch(Family::isMetricName)) {
      throw new IllegalArgumentException("label names of " + name + ": " + labelNames);
    }
  }

  /** A counter family. */
  public static Family counter(String name, String... labelNames) {
    return new Family(name, Kind.COUNTER, List.of(labelNames));
  }

  /** A histogram family over durations. */
  public static Family histogram(String name, String... labelNames) {
    return new Family(name, Kind.HISTOGRAM, List.of(labelNames));
  }

  private static boolean isMetricName(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_NAME_CHARS
        && text.chars().allMatch(Family::isMetricChar);
  }

  private static boolean isMetricChar(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == ':';
  }
}
