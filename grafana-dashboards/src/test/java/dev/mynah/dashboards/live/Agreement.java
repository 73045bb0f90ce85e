package dev.mynah.dashboards.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether two data sources tell the same of one whole minute, for queries that count requests. They
 * may differ by {@link #SHARE}, and by {@link #EVENTS} requests of the minute: a scrape reads
 * somewhat after its time, and a minute is closed somewhat after its end.
 */
final class Agreement {
  static final double SHARE = 0.05;
  static final double EVENTS = 4;

  private static final long MINUTE = 60;
  private static final Pattern FAMILY = Pattern.compile("\\b(mynah|process|jvm)_[a-z_]+\\b");
  private static final Set<String> COUNTS =
      Set.of(
          "mynah_http_requests_total",
          "mynah_upstream_requests_total",
          "mynah_cache_lookups_total",
          "mynah_cache_hits_total",
          "mynah_dedup_lookups_total",
          "mynah_dedup_hits_total",
          "mynah_saved_upstream_calls_total");

  /** What makes it a share, a quantile, or the sum of another time. */
  private static final Pattern OTHER = Pattern.compile(" / |quantile|offset|unless|\\[\\d+[a-z]");

  private final long minute;
  private final List<String> differences = new ArrayList<>();
  private int compared;

  /**
   * Nothing compared yet.
   *
   * @param minute its end
   */
  Agreement(long minute) {
    this.minute = minute;
  }

  static boolean isOnRequests(String expression) {
    Matcher families = FAMILY.matcher(expression);
    while (families.find()) {
      if (!COUNTS.contains(families.group())) {
        return false;
      }
    }
    boolean window = expression.contains("[$__rate_interval]") || expression.contains("[$__range]");
    return window && !OTHER.matcher(expression).find();
  }

  void compare(PanelQuery query, DataSource a, Choices ofA, DataSource b, Choices ofB) {
    Map<String, String> builtIn = new HashMap<>(Asking.builtIn(MINUTE, MINUTE, MINUTE));
    builtIn.put("__rate_interval", MINUTE + "s");
    Map<Map<String, String>, Double> first =
        values(a.at(ofA.filled(query.expression(), builtIn), minute));
    Map<Map<String, String>, Double> second =
        values(b.at(ofB.filled(query.expression(), builtIn), minute));
    double slack = query.expression().contains("rate(") ? EVENTS / MINUTE : EVENTS;
    Set<Map<String, String>> all = new HashSet<>(first.keySet());
    all.addAll(second.keySet());
    for (Map<String, String> labels : all) {
      double one = first.getOrDefault(labels, 0d);
      double other = second.getOrDefault(labels, 0d);
      compared += one > 2 * slack ? 1 : 0;
      if (Math.abs(one - other) > slack + SHARE * Math.max(one, other)) {
        differences.add(query.place() + " " + labels + ": " + one + " and " + other);
      }
    }
  }

  private Map<Map<String, String>, Double> values(Answer answer) {
    if (answer.isError()) {
      differences.add(answer.error());
    }
    Map<Map<String, String>, Double> values = new HashMap<>();
    answer.series().forEach(series -> values.put(series.labels(), series.latest()));
    return values;
  }

  /** Series that both had enough of to be compared. */
  int compared() {
    return compared;
  }

  List<String> differences() {
    return List.copyOf(differences);
  }
}
