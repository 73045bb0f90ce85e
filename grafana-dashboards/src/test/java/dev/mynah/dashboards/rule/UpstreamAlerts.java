package dev.mynah.dashboards.rule;

import static dev.mynah.dashboards.rule.Words.DURATION;
import static dev.mynah.dashboards.rule.Words.PERCENT;
import static dev.mynah.dashboards.rule.Words.WHERE;

import java.util.List;

/** What real services do to those who ask for them. */
final class UpstreamAlerts {
  private static final String UPSTREAM = "upstream {{ $labels.upstream }} by " + WHERE;

  private UpstreamAlerts() {}

  static List<Alert> all() {
    return List.of(failing(), slow(), retrying());
  }

  private static Alert failing() {
    return Alert.named("MynahUpstreamFailing", Severity.WARNING)
        .when(busy(UpstreamRecordings.ERROR_RATIO, Thresholds.UPSTREAM_FAILED))
        .lasting("10m")
        .summary("An upstream answers 5xx or not at all.")
        .on("upstreams")
        .description(PERCENT + " of the calls to " + UPSTREAM + " fail.");
  }

  private static Alert slow() {
    return Alert.named("MynahUpstreamLatencyHigh", Severity.WARNING)
        .when(busy(UpstreamRecordings.P99, Thresholds.UPSTREAM_LATENCY_P99))
        .lasting("15m")
        .summary("An upstream is slow.")
        .on("upstreams")
        .description(
            "One in a hundred calls to " + UPSTREAM + " takes longer than " + DURATION + ".");
  }

  private static Alert retrying() {
    return Alert.named("MynahUpstreamRetrying", Severity.INFO)
        .when(busy(UpstreamRecordings.RETRY_RATIO, Thresholds.UPSTREAM_RETRIED))
        .lasting("15m")
        .summary("Many calls to an upstream are made again.")
        .on("upstreams")
        .description(PERCENT + " of the calls to " + UPSTREAM + " are made a second time.");
  }

  private static String busy(String recorded, double limit) {
    return recorded
        + " > "
        + Ask.number(limit)
        + "\nand\n"
        + UpstreamRecordings.ATTEMPTS
        + " >= "
        + Ask.number(Thresholds.LEAST_RATE);
  }
}
