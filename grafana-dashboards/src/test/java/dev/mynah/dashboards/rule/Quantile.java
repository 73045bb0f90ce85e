package dev.mynah.dashboards.rule;

/** A quantile of a histogram of either shape. */
final class Quantile {
  private Quantile() {}

  /** Nothing where nothing was timed: comparing drops what is not a number. */
  static String of(int percent, String histogram, String matchers, String labels) {
    String braces = matchers.isEmpty() ? "" : "{" + matchers + "}";
    String share = Ask.number(percent / 100.0);
    return "(\n  histogram_quantile("
        + share
        + ", "
        + Ask.sumBy(labels, Ask.rate(histogram + braces))
        + ")\n  or\n  histogram_quantile("
        + share
        + ", "
        + Ask.sumBy(labels + ", le", Ask.rate(histogram + "_bucket" + braces))
        + ")\n) >= 0";
  }
}
