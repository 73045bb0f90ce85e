package dev.mynah.dashboards.board;

import static dev.mynah.dashboards.query.Promql.of;
import static dev.mynah.dashboards.query.Promql.ofRoutes;
import static dev.mynah.dashboards.query.Promql.orNone;
import static dev.mynah.dashboards.query.Promql.orZero;
import static dev.mynah.dashboards.query.Promql.quantile;
import static dev.mynah.dashboards.query.Promql.rate;
import static dev.mynah.dashboards.query.Promql.share;
import static dev.mynah.dashboards.query.Promql.shareBy;
import static dev.mynah.dashboards.query.Promql.sum;
import static dev.mynah.dashboards.query.Promql.sumBy;
import static dev.mynah.dashboards.query.Promql.total;

import dev.mynah.dashboards.rule.Thresholds;

/** Questions about traffic that several dashboards ask in the same words. */
final class Traffic {
  static final String REQUESTS = "mynah_http_requests_total";
  static final String DURATION = "mynah_http_request_duration_seconds";
  static final String SAVED_CALLS = "mynah_saved_upstream_calls_total";

  /**
   * A failed answer that nobody asked for: mocks and faults answer 5xx because they were told to.
   */
  static final String[] FAILED = {
    "code=~\"5..\"", "outcome!~\"" + Thresholds.MEANT_OUTCOMES + "\""
  };

  /** A failed answer that was asked for. */
  static final String[] MEANT = {"code=~\"5..\"", "outcome=~\"" + Thresholds.MEANT_OUTCOMES + "\""};

  static final double MEDIAN = 0.5;
  static final double P95 = 0.95;
  static final double P99 = 0.99;
  static final String QUIET = "no requests in this time";
  static final String NOT_IN_MINIMAL = "not with metrics.preset minimal";
  static final String NONE = "none";

  private Traffic() {}

  static String requestRate() {
    return orZero(sum(rate(ofRoutes(REQUESTS))));
  }

  static String requestRateBy(String label) {
    return rateBy(label, ofRoutes(REQUESTS));
  }

  static String rateBy(String label, String selector) {
    return orNone(sumBy(label, rate(selector)), label, NONE);
  }

  /** As {@link #rateBy}, without what stays at 0. */
  static String busyRateBy(String label, String selector) {
    return orNone(sumBy(label, rate(selector)) + " > 0", label, NONE);
  }

  static String failedShare() {
    return orZero(share(sum(rate(ofRoutes(REQUESTS, FAILED))), sum(rate(ofRoutes(REQUESTS)))));
  }

  static String failedShareBy(String label) {
    return orNone(
        shareBy(label, rate(ofRoutes(REQUESTS, FAILED)), rate(ofRoutes(REQUESTS))), label, NONE);
  }

  static String durationBy(double share, String labels) {
    return quantile(share, labels, ofRoutes(DURATION));
  }

  static String unmatchedRate() {
    return orZero(sum(rate(of("mynah_unmatched_requests_total"))));
  }

  static String outcomeShare(String outcomes) {
    return orZero(
        share(
            sum(rate(ofRoutes(REQUESTS, "outcome=~\"" + outcomes + "\""))),
            sum(rate(ofRoutes(REQUESTS)))));
  }

  /** Totals of a counter for each route that was called in the range; 0 where it has none. */
  static String totalByRoute(String counter, String... matchers) {
    return orNone(
        sumBy("route", total(ofRoutes(counter, matchers)))
            + " or 0 * "
            + sumBy("route", total(ofRoutes(REQUESTS))),
        "route",
        NONE);
  }

  /** As a share of the requests of each route in the range. */
  static String totalShareByRoute(String counter, String... matchers) {
    return orNone(
        shareBy("route", total(ofRoutes(counter, matchers)), total(ofRoutes(REQUESTS))),
        "route",
        NONE);
  }

  /**
   * What a counter came to on the day that begins at a point. Points are a day apart and stand at
   * midnight, so that looking ahead is what brings today in.
   */
  static String ofDay(String selector) {
    return "increase(" + selector + "[1d] offset -1d)";
  }

  static String savedRate() {
    return orZero(sum(rate(ofRoutes(SAVED_CALLS))));
  }

  static String hitShare() {
    return share(
        sum(rate(ofRoutes("mynah_cache_hits_total"))),
        sum(rate(ofRoutes("mynah_cache_lookups_total"))));
  }

  static String dedupShare() {
    return share(
        sum(rate(ofRoutes("mynah_dedup_hits_total"))),
        sum(rate(ofRoutes("mynah_dedup_lookups_total"))));
  }
}
