package dev.mynah.dashboards.rule;

import static dev.mynah.dashboards.rule.Words.DURATION;
import static dev.mynah.dashboards.rule.Words.NUMBER;
import static dev.mynah.dashboards.rule.Words.PERCENT;
import static dev.mynah.dashboards.rule.Words.WHERE;

import java.util.List;

/** What clients meet that is no error of a server. */
final class TrafficAlerts {
  private TrafficAlerts() {}

  static List<Alert> all() {
    return List.of(unmatched(), slow(), conflict(), fewHits(), evicting(), circuitOpen());
  }

  private static Alert unmatched() {
    return Alert.named("MynahUnmatchedRequests", Severity.WARNING)
        .when(
            Ask.sum(Ask.rate("mynah_unmatched_requests_total"))
                + " > "
                + Ask.number(Thresholds.UNMATCHED_RATE))
        .lasting("15m")
        .summary("Clients ask for what no route claims.")
        .on("mocks")
        .description(NUMBER + " requests by the second of " + WHERE + " match no route.");
  }

  private static Alert slow() {
    return Alert.named("MynahLatencyHigh", Severity.WARNING)
        .when(
            RequestRecordings.percentile(99)
                + " > "
                + Ask.number(Thresholds.LATENCY_P99)
                + "\nand\n"
                + RequestRecordings.requests("5m")
                + " >= "
                + Ask.number(Thresholds.LEAST_RATE))
        .lasting("15m")
        .summary("Answers are slow.")
        .on("overview")
        .description(
            "One in a hundred answers of " + WHERE + " takes longer than " + DURATION + ".");
  }

  private static Alert conflict() {
    return Alert.named("MynahDedupConflict", Severity.WARNING)
        .when(
            "sum by ("
                + Ask.BY
                + ", route) (increase(mynah_dedup_conflicts_total["
                + Ask.EVENT
                + "])) > "
                + Ask.number(Thresholds.DEDUP_CONFLICTS))
        .lasting("1m")
        .summary("An idempotency key was used for two different requests.")
        .on("cache")
        .description(
            "Requests to route {{ $labels.route }} of "
                + WHERE
                + " were answered 422: their Idempotency-Key stands for another request.");
  }

  private static Alert fewHits() {
    return Alert.named("MynahCacheHitRatioLow", Severity.INFO)
        .when(
            ReuseRecordings.CACHE_HIT_RATIO
                + " < "
                + Ask.number(Thresholds.CACHE_HIT_RATIO_LOW)
                + "\nand\n"
                + ReuseRecordings.CACHE_LOOKUPS
                + " >= "
                + Ask.number(Thresholds.LEAST_RATE))
        .lasting("1h")
        .summary("The cache answers few of the requests it is asked for.")
        .on("cache")
        .description("The cache of " + WHERE + " answers " + PERCENT + " of its lookups.");
  }

  private static Alert evicting() {
    return Alert.named("MynahCacheEvicting", Severity.WARNING)
        .when(
            ReuseRecordings.CACHE_EVICTED
                + " > "
                + Ask.number(Thresholds.CACHE_EVICTED)
                + "\nand\n"
                + ReuseRecordings.CACHE_LOOKUPS
                + " >= "
                + Ask.number(Thresholds.LEAST_RATE))
        .lasting("30m")
        .summary("The cache is too small for what is asked.")
        .on("cache")
        .description(
            "For each answer that the cache of "
                + WHERE
                + " stores, "
                + NUMBER
                + " are pushed out for want of room.");
  }

  private static Alert circuitOpen() {
    return Alert.named("MynahCircuitOpen", Severity.WARNING)
        .when(Ask.count("mynah_shared_circuit_open == 1"))
        .lasting("5m")
        .summary("The tier that replicas share is not asked because it fails.")
        .on("cache")
        .description(
            Words.PROCESSES
                + " have not asked the shared tier for 5 minutes and keep to themselves.");
  }
}
