package dev.mynah.exporter.fake;

import dev.mynah.exporter.log.LogEntry;
import dev.mynah.exporter.log.LogReader;
import dev.mynah.exporter.query.AnalyticsParts;
import dev.mynah.exporter.route.RouteBook;
import dev.mynah.exporter.series.CostFamilies;
import dev.mynah.exporter.series.CountReader.Coverage;
import dev.mynah.exporter.series.GapReader;
import dev.mynah.exporter.series.Series;
import dev.mynah.exporter.series.TimeRange;
import dev.mynah.ledger.Family;
import dev.mynah.ledger.journal.HitEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Random requests, told both as counts and as log entries, and kept as a plain list that answers
 * can be checked against.
 */
public final class MadeUpTraffic {
  /** The end of the last closed minute. */
  public static final long NOW = Instant.parse("2026-11-28T01:30:00Z").toEpochMilli();

  private static final long DAY = 86_400_000L;
  private static final List<String> ROUTES = List.of("get-user", "pay", "quote");
  private static final List<String> METHODS = List.of("GET", "POST");
  private static final List<Integer> STATUSES =
      List.of(200, 200, 200, 201, 404, 429, 500, 503, 504, 0);
  private static final List<String> OUTCOMES = List.of("mock", "proxied", "cache", "dedup");

  public final HeldCounts counts = new HeldCounts();
  public final HeldLog log = new HeldLog();
  public final HeldPatterns patterns = new HeldPatterns();
  public final List<GapReader.Gap> gaps = new ArrayList<>();
  public final List<HitEvent> hits = new ArrayList<>();
  public final RouteBook book =
      RouteBook.of(
          List.of(
              entry("get-user", "users", "mock", "0"),
              entry("pay", "payments", "proxy", "0.002"),
              entry("quote", "payments", "auto", "0.5"),
              entry("never", "users", "mock", "0")));

  /** Requests spread over the last days. */
  public MadeUpTraffic(long seed, int requests, int days) {
    Random random = new Random(seed);
    counts.covering(new Coverage(1, 1, 1, 1, NOW));
    for (int i = 0; i < requests; i++) {
      add(hit(random, NOW - 1 - (long) (random.nextDouble() * days * DAY)));
    }
  }

  /** As a store would hold it. */
  public AnalyticsParts.Stored stored() {
    return stored(log);
  }

  /** The same with another log. */
  public AnalyticsParts.Stored stored(LogReader another) {
    return new AnalyticsParts.Stored(
        counts, another, new HeldSnapshots(), patterns, this::touching);
  }

  private List<GapReader.Gap> touching(TimeRange range, int limit) {
    return gaps.stream()
        .filter(gap -> gap.toMillis() >= range.fromMillis())
        .filter(gap -> gap.fromMillis() < range.toMillis())
        .limit(limit)
        .toList();
  }

  /** Adds one. */
  public void add(HitEvent hit) {
    hits.add(hit);
    String route = hit.request().route();
    Map<String, String> attributes =
        Map.of("group", hit.request().group(), "environment", "test", "source", "s1");
    Map<String, String> target = Map.of("instance", "i1");
    Map<String, String> labels =
        Map.of(
            "route", route,
            "method", hit.request().method(),
            "code", Integer.toString(hit.answer().status()),
            "outcome", hit.answer().outcome(),
            "protocol", hit.request().protocol(),
            "instance", target.get("instance"));
    Series requests = counts.series(Family.REQUESTS, labels, attributes);
    HitEvent.Spent spent = hit.spent();
    long time = hit.timeMillis();
    counts.add(requests, time, 1, spent.bytesIn(), spent.bytesOut(), time, time);
    Map<String, String> timing =
        Map.of("route", route, "outcome", hit.answer().outcome(), "instance", "i1");
    counts.add(
        counts.series(Family.TIMING, timing, attributes),
        time,
        HeldCounts.duration(spent.totalNanos()));
    addCost(hit, attributes);
    log.add("s1", hit, new LogEntry.Origin("Local", "", "curl"));
  }

  private void addCost(HitEvent hit, Map<String, String> attributes) {
    String route = hit.request().route();
    long micros =
        book.find(route).map(entry -> entry.cost().movePointRight(6).longValueExact()).orElse(0L);
    String outcome = hit.answer().outcome();
    if (micros == 0) {
      return;
    }
    Series series =
        outcome.equals("proxied")
            ? counts.series(CostFamilies.COST, Map.of("route", route, "instance", "i1"), attributes)
            : counts.series(
                CostFamilies.SAVED,
                Map.of("route", route, "outcome", outcome, "instance", "i1"),
                attributes);
    counts.add(series, hit.timeMillis(), micros);
  }

  private static HitEvent hit(Random random, long time) {
    String route = one(random, ROUTES);
    String outcome = one(random, OUTCOMES);
    int status = one(random, STATUSES);
    boolean trouble = status >= 400 || status == 0;
    return new HitEvent(
        time,
        1,
        new HitEvent.Request(
            route,
            route.equals("get-user") ? "users" : "payments",
            "default",
            "test",
            one(random, METHODS),
            "/" + route + "/7",
            random.nextBoolean() ? "http/1.1" : "h2"),
        new HitEvent.Answer(
            outcome, status, new BigDecimal(outcome.equals("proxied") ? "0.25" : "0")),
        new HitEvent.Spent(
            (long) Math.exp(11 + random.nextDouble() * 10),
            -1,
            0,
            random.nextInt(100),
            random.nextInt(5_000)),
        new HitEvent.Client(
            "127.0.0.1", "curl/8", random.nextBoolean() ? "shop" : "desk", "trace" + time, "span"),
        trouble
            ? new HitEvent.Trouble(
                "status_" + status, "upstream", "upstream-status", "It said " + status)
            : null,
        null);
  }

  private static RouteBook.Entry entry(String id, String group, String mode, String cost) {
    return new RouteBook.Entry(
        id, group, mode, "", new BigDecimal(cost), List.of("GET"), "/" + id + "/:id");
  }

  private static <T> T one(Random random, List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
