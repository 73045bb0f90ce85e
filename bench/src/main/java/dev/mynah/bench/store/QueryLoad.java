package dev.mynah.bench.store;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Asks a running exporter over HTTP, one question after the other on one connection, and prints how
 * long its answers took: {@code days} of the load of {@code bench/store counts}, or a {@code year}.
 */
public final class QueryLoad {
  private static final String RATE = "rate(mynah_http_requests_total[$w])";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String base;
  private final int rounds;
  private final long process;
  private boolean slow;

  private QueryLoad(String base, int rounds, long process) {
    this.base = base;
    this.rounds = rounds;
    this.process = process;
  }

  /**
   * Asks.
   *
   * @throws IOException when the exporter does not answer, or not with 200
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length < 5) {
      throw new IllegalArgumentException("counts|year DAYS URL ROUNDS PROCESS");
    }
    int days = Integer.parseInt(args[1]);
    QueryLoad load = new QueryLoad(args[2], Integer.parseInt(args[3]), Long.parseLong(args[4]));
    boolean year = args[0].equals("year");
    double wanted = year ? 100 : 50;
    for (Map.Entry<String, String> query : (year ? year(days) : month(days)).entrySet()) {
      load.time(query.getKey(), query.getValue(), wanted);
    }
    System.out.println(load.slow ? "MISSED: not every p95 is below it" : "met by all");
  }

  private static Map<String, String> month(int days) {
    String range = "timeframe=" + days + "d";
    Map<String, String> paths = new LinkedHashMap<>();
    paths.put("overview", "/api/analytics/overview?" + range);
    paths.put("requests by hour", "/api/analytics/requests?step=1h&" + range);
    paths.put("requests by day", "/api/analytics/requests?step=1d&" + range);
    paths.put("latency by hour", "/api/analytics/latency?step=1h&" + range);
    paths.put(
        "latency of a route by hour", "/api/analytics/latency?step=1h&route=route-7&" + range);
    paths.put("status codes", "/api/analytics/status-codes?" + range);
    paths.put("top endpoints", "/api/analytics/top-endpoints?" + range);
    paths.put("traffic patterns", "/api/analytics/traffic-patterns?" + range);
    paths.put("requests by minute, 6 hours", "/api/analytics/requests?step=1m&timeframe=6h");
    long day = 86_400L;
    paths.put("PromQL rate of all", series("sum(" + RATE + ")", days * day, 3_600));
    paths.put("PromQL rate by code", series("sum by (code) (" + RATE + ")", days * day, 3_600));
    paths.put("PromQL rate by route", series("sum by (route) (" + RATE + ")", days * day, 3_600));
    paths.put(
        "PromQL top 10 routes",
        series("topk(10, sum by (route) (" + RATE + "))", days * day, 3_600));
    paths.put(
        "PromQL share of errors",
        series(
            "sum(rate(mynah_http_requests_total{code=~\"5..\"}[$w])) / sum(" + RATE + ")",
            days * day,
            3_600));
    paths.put(
        "PromQL p99 of all",
        series(
            "histogram_quantile(0.99, sum by (le)"
                + " (rate(mynah_http_request_duration_seconds_bucket[$w])))",
            days * day,
            3_600));
    paths.put(
        "PromQL p99 of a route",
        series(
            "histogram_quantile(0.99, sum by (le)"
                + " (rate(mynah_http_request_duration_seconds_bucket{route=\"route-7\"}[$w])))",
            days * day,
            3_600));
    paths.put("PromQL rate of all, 6 hours", series("sum(" + RATE + ")", day / 4, 60));
    paths.put(
        "PromQL increase, instant",
        instant("sum by (route) (increase(mynah_http_requests_total[" + days + "d]))"));
    return paths;
  }

  private static Map<String, String> year(int days) {
    Map<String, String> paths = new LinkedHashMap<>();
    paths.put("top endpoints", "/api/analytics/top-endpoints?timeframe=" + days + "d");
    paths.put(
        "top endpoints, 100", "/api/analytics/top-endpoints?limit=100&timeframe=" + days + "d");
    return paths;
  }

  /** The last full hour is the end, as a panel's is about now. */
  private static String series(String query, long seconds, int step) {
    long end = System.currentTimeMillis() / 1000 / 3_600 * 3_600;
    String window = Math.max(240, step) + "s";
    return "/api/v1/query_range?query="
        + text(query.replace("$w", window))
        + "&start="
        + (end - seconds)
        + "&end="
        + end
        + "&step="
        + step;
  }

  private static String instant(String query) {
    return "/api/v1/query?query=" + text(query);
  }

  private static String text(String query) {
    return URLEncoder.encode(query, StandardCharsets.UTF_8);
  }

  private void time(String what, String path, double wanted)
      throws IOException, InterruptedException {
    double[] millis = new double[rounds];
    int bytes = 0;
    long processorMillis = 0;
    for (int i = -rounds / 4 - 1; i < rounds; i++) {
      if (i == 0) {
        processorMillis = processorMillis();
      }
      long begun = System.nanoTime();
      HttpResponse<byte[]> answer =
          client.send(request(path), HttpResponse.BodyHandlers.ofByteArray());
      if (i >= 0) {
        millis[i] = (System.nanoTime() - begun) / 1e6;
      }
      bytes = answer.body().length;
      if (answer.statusCode() != 200) {
        throw new IOException(
            path
                + ": "
                + answer.statusCode()
                + " "
                + new String(answer.body(), StandardCharsets.UTF_8));
      }
    }
    double processor = (processorMillis() - processorMillis) / (double) rounds;
    Arrays.sort(millis);
    double p95 = millis[rounds * 95 / 100];
    slow |= p95 >= wanted;
    System.out.printf(
        Locale.ROOT,
        "%-32s p50 %7.1f ms  p95 %7.1f ms  processor %7.1f ms  %9d bytes  %s%n",
        what,
        millis[rounds / 2],
        p95,
        processor,
        bytes,
        p95 < wanted ? "met" : "MISSED");
  }

  /**
   * Of all threads of the exporter, collections and compiling too: it moves less than time does on
   * a busy machine.
   */
  private long processorMillis() {
    return ProcessHandle.of(process)
        .flatMap(handle -> handle.info().totalCpuDuration())
        .map(Duration::toMillis)
        .orElse(0L);
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(60)).build();
  }
}
