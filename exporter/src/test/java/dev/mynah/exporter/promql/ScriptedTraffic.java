package dev.mynah.exporter.promql;

import dev.mynah.exporter.promql.metric.ExposedBuckets;
import dev.mynah.exporter.series.Series;
import dev.mynah.ledger.Buckets;
import dev.mynah.ledger.Family;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;

/**
 * Traffic of two pods by a script, told twice: as deltas per minute to a store in memory, and as
 * the page that a Prometheus would have scraped at the end of each minute.
 */
final class ScriptedTraffic {
  static final Family FAILURES = Family.counter("mynah_http_request_failures_total", "reason");
  static final Family INJECTED = Family.counter("mynah_injected_delay_seconds_total", "route");
  static final Family UPSTREAM =
      Family.histogram("mynah_upstream_request_duration_seconds", "upstream");

  private static final long MINUTE = 60_000;

  final MemoryCounts counts = new MemoryCounts();
  final long from;
  final int minutes;

  /** By metric, then by labels: what a scrape at the end of each minute finds. */
  private final Map<String, Map<String, double[]>> page = new TreeMap<>();

  /**
   * @param from start of the first minute; what is scraped there is 0
   */
  ScriptedTraffic(long from, int minutes) {
    this.from = from;
    this.minutes = minutes;
    for (String pod : List.of("a", "b")) {
      pod(pod, pod.equals("a") ? 1 : 3);
    }
  }

  private void pod(String pod, int scale) {
    Map<String, String> target =
        Map.of("job", "mynah", "instance", pod + ":19464", "namespace", "shop", "pod", pod);
    requests(target, "orders", "GET", "200", "mock", m -> scale * (60 + wave(m, 90, 20)));
    requests(target, "orders", "GET", "200", "cache", m -> scale * (20 + wave(m, 45, 6)));
    requests(target, "orders", "POST", "503", "error", m -> m % 7 == 0 ? scale : 0);
    requests(target, "users", "GET", "200", "proxied", m -> scale * (30 + wave(m, 200, 9)));
    requests(target, "users", "GET", "404", "proxied", m -> scale * (3 + m % 2));
    requests(target, "_unmatched", "GET", "404", "unmatched", m -> m % 11 == 0 ? 2 : 0);
    histogram(Family.TIMING, target, Map.of("route", "orders", "outcome", "mock"), scale, 1);
    histogram(Family.TIMING, target, Map.of("route", "users", "outcome", "proxied"), scale, 40);
    histogram(UPSTREAM, target, Map.of("upstream", "users-api"), scale, 35);
    counter(FAILURES, target, Map.of("reason", "timeout"), 1, m -> m % 5 == 0 ? scale : 0);
    counter(INJECTED, target, Map.of("route", "orders"), 1e9, m -> scale * 250_000_000L);
    gauge("mynah_ledger_open", target, m -> 1);
    gauge("mynah_http_requests_in_flight", target, m -> scale * (5 + wave(m, 30, 4)));
    gauge("mynah_config_last_reload_successful", target, m -> m % 50 < 3 ? 0 : 1);
    gauge("process_cpu_seconds_total", target, m -> m * scale * 3);
    gauge("process_resident_memory_bytes", target, m -> 100_000_000 + m * 1_000);
    line("up", target, i -> 1);
    for (String route : List.of("orders", "users")) {
      Map<String, String> info = new LinkedHashMap<>(target);
      info.put("route", route);
      info.put("group", "shop-" + route);
      line("mynah_route_info", info, i -> 1);
    }
  }

  /** Slow and small changes, as steady traffic has them. */
  private static long wave(long minute, int period, int height) {
    return Math.round(height * Math.sin(2 * Math.PI * minute / period));
  }

  private void requests(
      Map<String, String> target,
      String route,
      String method,
      String code,
      String outcome,
      LongUnaryOperator perMinute) {
    Map<String, String> shown = new LinkedHashMap<>(target);
    shown.put("route", route);
    shown.put("method", method);
    shown.put("code", code);
    shown.put("outcome", outcome);
    Map<String, String> bytes = new LinkedHashMap<>(target);
    bytes.put("route", route);
    bytes.put("outcome", outcome);
    Map<String, String> attributes =
        route.startsWith("_")
            ? Map.of("source", target.get("pod"))
            : Map.of("source", target.get("pod"), "group", "shop-" + route);
    List<Series> series = new ArrayList<>();
    for (String protocol : List.of("http/1.1", "h2")) {
      Map<String, String> labels = new LinkedHashMap<>(shown);
      labels.put("protocol", protocol);
      series.add(counts.series(Family.REQUESTS, labels, attributes));
    }
    for (int m = 0; m < minutes; m++) {
      long all = perMinute.applyAsLong(m);
      for (int p = 0; p < 2; p++) {
        long part = p == 0 ? all / 3 : all - all / 3;
        long time = from + m * MINUTE;
        if (part > 0) {
          counts.add(series.get(p), time, part, part * 10, part * 700, time, time);
        }
      }
    }
    sums("mynah_http_requests_total", shown, 1, perMinute);
    sums("mynah_http_request_body_bytes_total", bytes, 1, m -> 10 * perMinute.applyAsLong(m));
    sums("mynah_http_response_body_bytes_total", bytes, 1, m -> 700 * perMinute.applyAsLong(m));
    if (outcome.equals("unmatched")) {
      sums("mynah_unmatched_requests_total", target, 1, perMinute);
    }
  }

  private void counter(
      Family family,
      Map<String, String> target,
      Map<String, String> own,
      double divisor,
      LongUnaryOperator perMinute) {
    Map<String, String> labels = new LinkedHashMap<>(target);
    labels.putAll(own);
    Series series = counts.series(family, labels, Map.of());
    for (int m = 0; m < minutes; m++) {
      counts.add(series, from + m * MINUTE, perMinute.applyAsLong(m));
    }
    sums(family.name(), labels, divisor, perMinute);
  }

  private void histogram(
      Family family, Map<String, String> target, Map<String, String> own, int scale, int millis) {
    Map<String, String> labels = new LinkedHashMap<>(target);
    labels.putAll(own);
    Series series = counts.series(family, labels, Map.of("source", target.get("pod")));
    long[] nanos = {millis * 600_000L, millis * 1_300_000L, millis * 5_000_000L};
    int[] share = {50, 30, 2};
    for (int m = 0; m < minutes; m++) {
      long[] words = new long[family.kind().words()];
      for (int i = 0; i < nanos.length; i++) {
        long count = scale * (share[i] + wave(m, 120, share[i] / 6));
        words[0] += count * nanos[i];
        words[1 + bucket(nanos[i])] += count;
      }
      counts.add(series, from + m * MINUTE, words);
    }
    for (int edge = 0; edge < ExposedBuckets.EDGES.size(); edge++) {
      String le = ExposedBuckets.EDGES.get(edge);
      double upper = le.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(le);
      Map<String, String> bucket = new LinkedHashMap<>(labels);
      bucket.put("le", le);
      sums(family.name() + "_bucket", bucket, 1, m -> upTo(upper, m, nanos, share, scale));
    }
    sums(
        family.name() + "_count",
        labels,
        1,
        m -> upTo(Double.POSITIVE_INFINITY, m, nanos, share, scale));
    sums(
        family.name() + "_sum",
        labels,
        1e9,
        m -> {
          long sum = 0;
          for (int i = 0; i < nanos.length; i++) {
            sum += nanos[i] * scale * (share[i] + wave(m, 120, share[i] / 6));
          }
          return sum;
        });
  }

  private static long upTo(double seconds, long m, long[] nanos, int[] share, int scale) {
    long count = 0;
    for (int i = 0; i < nanos.length; i++) {
      if (nanos[i] / 1e9 <= seconds) {
        count += scale * (share[i] + wave(m, 120, share[i] / 6));
      }
    }
    return count;
  }

  private static int bucket(long nanos) {
    int bucket = 0;
    while (Buckets.largestNanos(bucket) < nanos) {
      bucket++;
    }
    return bucket;
  }

  private void gauge(String name, Map<String, String> target, LongUnaryOperator value) {
    for (int i = 0; i <= minutes; i++) {
      counts.gauge(name, target, from + i * MINUTE, value.applyAsLong(i));
    }
    line(name, target, value);
  }

  private void sums(
      String name, Map<String, String> labels, double divisor, LongUnaryOperator perMinute) {
    long[] sum = {0};
    long[] sums = new long[minutes + 1];
    for (int m = 0; m < minutes; m++) {
      sum[0] += perMinute.applyAsLong(m);
      sums[m + 1] = sum[0];
    }
    double[] values = values(name, labels);
    for (int i = 0; i <= minutes; i++) {
      values[i] += sums[i] / divisor;
    }
  }

  private void line(String name, Map<String, String> labels, LongUnaryOperator value) {
    double[] values = values(name, labels);
    for (int i = 0; i <= minutes; i++) {
      values[i] = value.applyAsLong(i);
    }
  }

  private double[] values(String name, Map<String, String> labels) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(labels)
        .forEach(
            (label, value) ->
                text.append(text.isEmpty() ? "" : ",")
                    .append(label)
                    .append("=\"")
                    .append(value)
                    .append('"'));
    return page.computeIfAbsent(name, n -> new TreeMap<>())
        .computeIfAbsent(text.toString(), t -> new double[minutes + 1]);
  }

  /** All scrapes as one OpenMetrics page with times, as {@code promtool} takes it. */
  String openMetrics() {
    StringBuilder text = new StringBuilder();
    page.forEach(
        (name, series) ->
            series.forEach(
                (labels, values) -> {
                  for (int i = 0; i < values.length; i++) {
                    text.append(name)
                        .append('{')
                        .append(labels)
                        .append("} ")
                        .append(values[i])
                        .append(' ')
                        .append((from + i * MINUTE) / 1_000)
                        .append('\n');
                  }
                }));
    return text.append("# EOF\n").toString();
  }
}
