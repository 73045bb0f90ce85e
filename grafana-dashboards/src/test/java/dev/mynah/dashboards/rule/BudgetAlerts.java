package dev.mynah.dashboards.rule;

import static dev.mynah.dashboards.rule.Words.PERCENT;
import static dev.mynah.dashboards.rule.Words.WHERE;

import java.math.BigDecimal;
import java.util.List;

/** How fast what may fail is used up. Meant 5xx answers use up nothing. */
final class BudgetAlerts {
  private BudgetAlerts() {}

  static List<Alert> all() {
    return List.of(
        burn(Severity.CRITICAL, Thresholds.BURN_PAGE_FAST, "1h", "5m", "2m"),
        burn(Severity.CRITICAL, Thresholds.BURN_PAGE_SLOW, "6h", "30m", "15m"),
        burn(Severity.WARNING, Thresholds.BURN_TICKET_FAST, "1d", "2h", "1h"),
        burn(Severity.WARNING, Thresholds.BURN_TICKET_SLOW, "3d", "6h", "3h"),
        overrun());
  }

  /** The long window says that it matters, the short one that it still goes on. */
  private static Alert burn(
      Severity severity, double factor, String longWindow, String shortWindow, String lasting) {
    String limit = Ask.number(factor) + " * " + budget();
    return Alert.named("MynahErrorBudgetBurn", severity)
        .when(
            RequestRecordings.errorRatio(longWindow)
                + " > "
                + limit
                + "\nand\n"
                + RequestRecordings.errorRatio(shortWindow)
                + " > "
                + limit
                + "\nand\n"
                + busy(longWindow))
        .lasting(lasting)
        .label("long", longWindow)
        .label("short", shortWindow)
        .summary("Requests fail faster than the promise allows.")
        .on("slo")
        .description(
            PERCENT
                + " of the requests of "
                + WHERE
                + " failed within "
                + longWindow
                + ", more than "
                + Ask.number(factor)
                + " times what is allowed, and they still do.");
  }

  private static Alert overrun() {
    return Alert.named("MynahErrorBudgetOverrun", Severity.WARNING)
        .when(
            RequestRecordings.errorRatio("30d")
                + " > "
                + budget()
                + "\nand\n"
                + busy("30d")
                + "\nand\n"
                + RequestRecordings.requests("5m")
                + " offset 1d >= 0")
        .lasting("1h")
        .summary("The error budget of the month is used up.")
        .on("slo")
        .description(
            PERCENT
                + " of the requests of "
                + WHERE
                + " failed within 30 days; "
                + percent(Thresholds.ERROR_BUDGET)
                + " % may.");
  }

  private static String busy(String window) {
    return RequestRecordings.requests(window) + " >= " + Ask.number(Thresholds.LEAST_RATE);
  }

  private static String budget() {
    return Ask.number(Thresholds.ERROR_BUDGET);
  }

  private static String percent(double share) {
    return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString();
  }
}
