package dev.mynah.dashboards.rule;

import static dev.mynah.dashboards.rule.Words.PROCESSES;

import java.util.List;

/** Whether processes are there, and run what was rolled out. */
final class AvailabilityAlerts {
  /** A day: so long a target is remembered to be ours after it said so. */
  private static final String REMEMBERED = "last_over_time(mynah_build_info[1d])";

  private AvailabilityAlerts() {}

  static List<Alert> all() {
    return List.of(down(), absent(), restarting(), refused(), degraded());
  }

  /**
   * Jobs of sidecars are called after their application, so the name alone does not tell: a port's
   * name does, and so does what the target said of itself.
   */
  private static Alert down() {
    return Alert.named("MynahDown", Severity.CRITICAL)
        .when(
            Ask.count(
                "(\n"
                    + "  up{job=~\".*mynah.*\"}\n"
                    + "  or up{endpoint=~\"mynah-.+\"}\n"
                    + "  or up and on ("
                    + Ask.EACH
                    + ") "
                    + REMEMBERED
                    + "\n) == 0"))
        .lasting("5m")
        .summary("Processes of Mynah do not answer.")
        .on("fleet")
        .description(PROCESSES + " have not answered scrapes for 5 minutes.");
  }

  private static Alert absent() {
    return Alert.named("MynahAbsent", Severity.WARNING)
        .when("absent(mynah_build_info)")
        .lasting("15m")
        .summary("No process of Mynah is scraped.")
        .onAllOf("fleet")
        .description(
            "Prometheus has had no series of any process for 15 minutes: none runs, or no target"
                + " is selected.");
  }

  private static Alert restarting() {
    return Alert.named("MynahRestartLoop", Severity.WARNING)
        .when(
            Ask.count(
                "changes(process_start_time_seconds[30m]) >= "
                    + Ask.number(Thresholds.RESTARTS)
                    + "\nand on ("
                    + Ask.EACH
                    + ") last_over_time(mynah_build_info[30m])"))
        .lasting("2m")
        .summary("Processes of Mynah start again and again.")
        .on("resources")
        .description(
            PROCESSES
                + " started at least "
                + Ask.number(Thresholds.RESTARTS)
                + " times within 30 minutes.");
  }

  private static Alert refused() {
    return Alert.named("MynahConfigReloadFailed", Severity.CRITICAL)
        .when(Ask.count("mynah_config_last_reload_successful == 0"))
        .lasting("1m")
        .summary("A configuration was refused and an older one serves.")
        .on("fleet")
        .description(
            PROCESSES
                + " refused the last change of their configuration; what runs is not what the"
                + " file says.");
  }

  private static Alert degraded() {
    return Alert.named("MynahDegraded", Severity.WARNING)
        .when(Ask.count("mynah_degraded > 0"))
        .lasting("15m")
        .summary("Parts of Mynah do not work as they should.")
        .on("fleet")
        .description(PROCESSES + " have been degraded for 15 minutes; /ready of each says why.");
  }
}
