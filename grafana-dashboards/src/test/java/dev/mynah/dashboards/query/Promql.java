package dev.mynah.dashboards.query;

/**
 * Puts queries together. Whatever is chosen above a dashboard narrows them down; where nothing has
 * happened yet they come to 0, and never divide by it.
 */
public final class Promql {
  private static final String TARGET =
      "job=~\"$job\",instance=~\"$instance\",namespace=~\"$namespace\"";
  private static final String ROUTE = "route=~\"$route\"";

  private Promql() {}

  /** Series of the processes that are chosen. */
  public static String of(String metric, String... matchers) {
    return selector(metric, TARGET, matchers);
  }

  /** Series of the routes that are chosen. */
  public static String ofRoutes(String metric, String... matchers) {
    return selector(metric, TARGET + "," + ROUTE, matchers);
  }

  private static String selector(String metric, String base, String... matchers) {
    StringBuilder text = new StringBuilder(metric).append('{').append(base);
    for (String matcher : matchers) {
      text.append(',').append(matcher);
    }
    return text.append('}').toString();
  }

  /** By the second. */
  public static String rate(String selector) {
    return "rate(" + selector + "[$__rate_interval])";
  }

  /** Over the whole range that is shown. */
  public static String total(String selector) {
    return "increase(" + selector + "[$__range])";
  }

  /** All together. */
  public static String sum(String vector) {
    return "sum(" + vector + ")";
  }

  /** Together where these labels agree. */
  public static String sumBy(String labels, String vector) {
    return "sum by (" + labels + ") (" + vector + ")";
  }

  /** The largest where these labels agree. */
  public static String maxBy(String labels, String vector) {
    return "max by (" + labels + ") (" + vector + ")";
  }

  /** 0 where there is nothing; for what has no labels. */
  public static String orZero(String vector) {
    return vector + " or vector(0)";
  }

  /** One series at 0, called so, where there are none. */
  public static String orNone(String vector, String label, String none) {
    return vector
        + " or on () label_replace(vector(0), \""
        + label
        + "\", \""
        + none
        + "\", \"\", \"\")";
  }

  /** A part of a whole, nothing where the whole is 0. */
  public static String share(String part, String whole) {
    return part + " / (" + whole + " > 0)";
  }

  /** A part of a whole by label; 0 where only the part is missing. */
  public static String shareBy(String labels, String part, String whole) {
    String all = sumBy(labels, whole);
    return "(" + sumBy(labels, part) + " or 0 * " + all + ") / (" + all + " > 0)";
  }

  /** A quantile of a histogram of either shape, nothing where nothing was timed. */
  public static String quantile(double share, String labels, String selector) {
    int brace = selector.indexOf('{');
    String classic = selector.substring(0, brace) + "_bucket" + selector.substring(brace);
    String nativeSum = labels.isEmpty() ? sum(rate(selector)) : sumBy(labels, rate(selector));
    String classicSum = sumBy(labels.isEmpty() ? "le" : "le, " + labels, rate(classic));
    return "(" + quantileOf(share, nativeSum) + " or " + quantileOf(share, classicSum) + ") >= 0";
  }

  private static String quantileOf(double share, String histogram) {
    return "histogram_quantile(" + share + ", " + histogram + ")";
  }
}
