package dev.mynah.dashboards.rule;

import java.util.List;

/** What calls to real services came to, for each job and upstream. */
final class UpstreamRecordings {
  static final String BY = Ask.BY + ", upstream";

  private static final String LEVEL = "namespace_job_upstream:";
  private static final String ANSWERS = "mynah_upstream_requests_total";
  private static final String DURATION = "mynah_upstream_request_duration_seconds";

  /** Attempts without a whole answer, those left out that a client ended. */
  private static final String FAILURES =
      "mynah_upstream_failures_total{reason!~\"client_.+|drain_cut|fell_behind\"}";

  /** Calls by the second, answered or not. */
  static final String ATTEMPTS = LEVEL + "mynah_upstream_attempts:rate5m";

  /** Of these, answered 5xx or not at all. */
  static final String ERRORS = LEVEL + "mynah_upstream_errors:rate5m";

  static final String ERROR_RATIO = LEVEL + "mynah_upstream_errors_per_attempts:ratio_rate5m";

  static final String RETRY_RATIO = LEVEL + "mynah_upstream_retries_per_attempts:ratio_rate5m";

  static final String P99 = LEVEL + DURATION + ":p99_rate5m";

  private UpstreamRecordings() {}

  static List<Recording> all() {
    return List.of(
        new Recording(ATTEMPTS, added(ANSWERS)),
        new Recording(ERRORS, added(ANSWERS + "{code=~\"5..\"}") + "\nor 0 * " + ATTEMPTS),
        new Recording(ERROR_RATIO, Ask.share(ERRORS, ATTEMPTS)),
        new Recording(
            RETRY_RATIO,
            Ask.share(Ask.sumBy(BY, Ask.rate("mynah_upstream_retries_total")), ATTEMPTS)),
        new Recording(P99, Quantile.of(99, DURATION, "", BY)));
  }

  /** Each may be there without the other: an upstream that never answered has failures only. */
  private static String added(String answers) {
    String answered = Ask.sumBy(BY, Ask.rate(answers));
    String failed = Ask.sumBy(BY, Ask.rate(FAILURES));
    return answered + " + " + failed + "\nor " + answered + "\nor " + failed;
  }
}
