package dev.mynah.dashboards.rule;

import java.util.ArrayList;
import java.util.List;

/** What was asked for and how it went, for each job. */
final class RequestRecordings {
  /** Windows of burn rates, made of the answers for five minutes. */
  static final List<String> WINDOWS = List.of("30m", "1h", "2h", "6h", "1d", "3d");

  private static final String MONTH = "30d";
  private static final String LEVEL = "namespace_job:";
  private static final String COUNTER = "mynah_http_requests_total";
  private static final String DURATION = "mynah_http_request_duration_seconds";
  private static final String NOT_MEANT = "outcome!~\"" + Thresholds.MEANT_OUTCOMES + "\"";
  private static final String FAILED = COUNTER + "{code=~\"5..\"," + NOT_MEANT + "}";

  private RequestRecordings() {}

  /** Requests by the second over a window. */
  static String requests(String window) {
    return LEVEL + "mynah_http_requests:rate" + window;
  }

  /** Failed ones by the second over a window; 0 where there were requests. */
  static String errors(String window) {
    return LEVEL + "mynah_http_errors:rate" + window;
  }

  /** Their share; nothing where there were no requests. */
  static String errorRatio(String window) {
    return LEVEL + "mynah_http_errors_per_requests:ratio_rate" + window;
  }

  /** So much of answers took no longer, without what was held back on purpose. */
  static String percentile(int percent) {
    return LEVEL + DURATION + ":p" + percent + "_rate5m";
  }

  static List<Recording> all() {
    List<Recording> all = new ArrayList<>();
    all.add(new Recording(requests("5m"), Ask.sum(Ask.rate(COUNTER))));
    for (String label : List.of("outcome", "route")) {
      all.add(
          new Recording(
              "namespace_job_" + label + ":mynah_http_requests:rate5m",
              Ask.sumBy(Ask.BY + ", " + label, Ask.rate(COUNTER))));
    }
    all.add(new Recording(errors("5m"), Ask.sum(Ask.rate(FAILED)) + "\nor 0 * " + requests("5m")));
    all.add(ratio("5m"));
    WINDOWS.forEach(window -> all.addAll(longer(window)));
    for (int percent : new int[] {50, 99}) {
      all.add(new Recording(percentile(percent), quantile(percent)));
    }
    return all;
  }

  /** The promise is made for a month. */
  static List<Recording> month() {
    return longer(MONTH);
  }

  /** Rates are averaged, which keeps their weight; shares are made of the averages only. */
  private static List<Recording> longer(String window) {
    return List.of(
        new Recording(requests(window), "avg_over_time(" + requests("5m") + "[" + window + "])"),
        new Recording(errors(window), "avg_over_time(" + errors("5m") + "[" + window + "])"),
        ratio(window));
  }

  private static Recording ratio(String window) {
    return new Recording(errorRatio(window), Ask.share(errors(window), requests(window)));
  }

  private static String quantile(int percent) {
    return Quantile.of(percent, DURATION, NOT_MEANT, Ask.BY);
  }
}
