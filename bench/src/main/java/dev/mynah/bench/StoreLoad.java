package dev.mynah.bench;

import dev.mynah.exporter.log.LogEntry;
import dev.mynah.exporter.route.RouteBook;
import dev.mynah.exporter.series.Matcher;
import dev.mynah.exporter.series.Resolution;
import dev.mynah.exporter.series.Selection;
import dev.mynah.exporter.series.TimeRange;
import dev.mynah.exporter.store.Batch;
import dev.mynah.exporter.store.RetentionSettings;
import dev.mynah.exporter.store.SourceIdentity;
import dev.mynah.exporter.store.Store;
import dev.mynah.exporter.store.StoreSettings;
import dev.mynah.exporter.store.Stores;
import dev.mynah.ledger.Family;
import dev.mynah.ledger.SeriesKey;
import dev.mynah.ledger.journal.Frame;
import dev.mynah.ledger.journal.HitEvent;
import dev.mynah.ledger.journal.Position;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * What the store takes and how fast it answers, on SQLite: {@code counts}, {@code year} or {@code
 * events}, and a directory that is empty. Each prints its figures; all are bounded.
 */
public final class StoreLoad {
  private static final long MINUTE = 60_000;
  private static final long DAY = 1_440 * MINUTE;

  /** Loads end with the last midnight, so that an exporter can be asked for them. */
  private static final long END = Math.floorDiv(System.currentTimeMillis(), DAY) * DAY;

  private static final SourceIdentity SOURCE =
      new SourceIdentity("load", "mynah", "host:9464", "", "", "", "");
  private static final int ROUNDS = 60;

  private final Path directory;
  private final Random random = new Random(42);
  private final Map<SeriesKey, long[]> sums = new HashMap<>();
  private final long start;
  private long now;
  private long sequence;
  private Position position = Position.START;

  private StoreLoad(Path directory, int days) {
    this.directory = directory;
    this.start = END - days * DAY;
    this.now = start;
  }

  /**
   * Runs one.
   *
   * @throws IOException when the directory cannot be looked at
   */
  public static void main(String[] args) throws IOException {
    if (args.length < 2) {
      throw new IllegalArgumentException("counts|year|events DIRECTORY [DAYS]");
    }
    int days = args.length > 2 ? Integer.parseInt(args[2]) : args[0].equals("year") ? 365 : 30;
    StoreLoad load = new StoreLoad(Files.createDirectories(Path.of(args[1])), days);
    switch (args[0]) {
      case "counts" -> load.counts(days);
      case "year" -> load.year(days);
      case "events" -> load.events();
      default -> throw new IllegalArgumentException("counts|year|events, not " + args[0]);
    }
  }

  private Store open() {
    Clock clock =
        new Clock() {
          @Override
          public Instant instant() {
            return Instant.ofEpochMilli(now);
          }

          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }
        };
    return Stores.open(StoreSettings.sqlite(directory), clock);
  }

  private void ingest(Store store, List<Frame> frames, List<LogEntry> entries) {
    Position to = new Position(1, position.offset() + 1);
    store.ingest(SOURCE, new Batch(position, to, frames, entries, 0, List.of(), RouteBook.EMPTY));
    position = to;
  }

  /** 1,000 requests a second over 100 routes, of which 2 in 100 fail. */
  private void counts(int days) throws IOException {
    try (Store store = open()) {
      for (int hour = 0; hour < days * 24; hour++) {
        List<Frame> frames = new ArrayList<>();
        for (int minute = 0; minute < 60; minute++) {
          frames.add(steadyMinute());
        }
        ingest(store, frames, List.of());
        if (hour == 7 * 24 - 1) {
          now += 10 * MINUTE;
          store.rollup();
          store.retention(RetentionSettings.DEFAULT);
          say("7 days, all grains", megabytes(), "MB");
          now -= 10 * MINUTE;
        }
        if (hour % 24 == 23) {
          store.rollup();
          store.retention(RetentionSettings.DEFAULT);
        }
      }
      say(days + " days, all grains, after retention", megabytes(), "MB");
      queries(store, days);
    }
  }

  private Frame steadyMinute() {
    List<Frame.Value> values = new ArrayList<>();
    for (int route = 0; route < 100; route++) {
      long requests = Math.max(0, Math.round(600 + random.nextGaussian() * 24));
      long failed = Math.max(0, Math.round(12 + random.nextGaussian() * 3.5));
      values.add(requests("route-" + route, "200", "proxied", requests - failed));
      values.add(requests("route-" + route, "503", "error", failed));
      values.add(timing("route-" + route, route, requests));
    }
    return frame(values, MINUTE);
  }

  private Frame frame(List<Frame.Value> values, long span) {
    Frame frame = new Frame(1, ++sequence, now, now + span, false, false, values, List.of());
    now += span;
    return frame;
  }

  private Frame.Value requests(String route, String code, String outcome, long count) {
    SeriesKey key =
        new SeriesKey(Family.REQUESTS, List.of(route, "GET", code, outcome, "http/1.1"));
    long[] sum = sums.computeIfAbsent(key, k -> new long[] {0, 0, 0, start, 0});
    sum[0] += count;
    sum[1] += count * 230 + random.nextInt(4_000);
    sum[2] += count * 1_500 + random.nextInt(90_000);
    sum[4] = now + MINUTE - 1 - random.nextInt(200);
    return new Frame.Value(key, sum.clone());
  }

  /** Durations whose logarithm is normal: half as long or twice as long is one in six each. */
  private Frame.Value timing(String route, int median, long count) {
    SeriesKey key = new SeriesKey(Family.TIMING, List.of(route, "proxied"));
    long[] sum = sums.computeIfAbsent(key, k -> new long[Family.Kind.HISTOGRAM.words()]);
    for (int bucket = 0; bucket < 178; bucket++) {
      double from = (bucket - 70.0 - median / 4) / 8 / 0.7;
      double mean = count * density(from) / 8 / 0.7;
      long here = mean < 0.01 ? 0 : poisson(mean);
      sum[1 + bucket] += here;
      sum[0] += (long) (here * 5_000_000.0 * Math.exp(from * 0.49));
    }
    return new Frame.Value(key, sum.clone());
  }

  private static double density(double x) {
    return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }

  private long poisson(double mean) {
    if (mean > 30) {
      return Math.max(0, Math.round(mean + random.nextGaussian() * Math.sqrt(mean)));
    }
    double limit = Math.exp(-mean);
    long drawn = 0;
    for (double product = random.nextDouble(); product > limit; drawn++) {
      product *= random.nextDouble();
    }
    return drawn;
  }

  private void queries(Store store, int days) {
    long from = start;
    long last = now;
    Selection requests = new Selection(Set.of(Family.REQUESTS.name()), List.of());
    Selection both = new Selection(Set.of(Family.REQUESTS.name(), Family.TIMING.name()), List.of());
    Selection one = new Selection(both.families(), List.of(Matcher.equal(Family.ROUTE, "route-7")));
    timed("overview, " + days + " days by day", store, both, from, last, Resolution.DAY);
    timed("requests, " + days + " days by hour", store, requests, from, last, Resolution.HOUR);
    timed("overview, last day by hour", store, both, last - DAY, last, Resolution.HOUR);
    timed("overview, last hour", store, both, last - 60 * MINUTE, last, Resolution.MINUTE);
    timed("one route, " + days + " days by hour", store, one, from, last, Resolution.HOUR);
    timed("one route, 7 days by minute", store, one, last - 7 * DAY, last, Resolution.MINUTE);
    timed("requests, 6 hours", store, requests, last - 360 * MINUTE, last, Resolution.MINUTE);
  }

  private static void timed(
      String what, Store store, Selection selection, long from, long to, Resolution resolution) {
    TimeRange range = new TimeRange(from, to);
    double[] millis = new double[ROUNDS];
    double[] processor = new double[ROUNDS];
    long[] read = new long[2];
    for (int i = 0; i < ROUNDS; i++) {
      long begun = System.nanoTime();
      long begunProcessor = processorNanos();
      store
          .counts()
          .read(
              selection,
              range,
              resolution,
              (series, start, words) -> {
                read[0] += words[0];
                read[1]++;
              });
      millis[i] = seconds(begun) * 1_000;
      processor[i] = (processorNanos() - begunProcessor) / 1e6;
    }
    Arrays.sort(millis);
    Arrays.sort(processor);
    say(what + ", " + read[1] / ROUNDS + " values, p50", millis[ROUNDS / 2], "ms");
    say(what + ", p95", millis[ROUNDS * 95 / 100], "ms");
    say(what + ", p95 of processor", processor[ROUNDS * 95 / 100], "ms");
  }

  /** 10,000 routes, each asked for on each of 365 days. */
  private void year(int days) throws IOException {
    try (Store store = open()) {
      for (int day = 0; day < days; day++) {
        List<Frame.Value> values = new ArrayList<>();
        for (int route = 0; route < 10_000; route++) {
          values.add(requests("route-" + route, "200", "mock", 1 + random.nextInt(100_000)));
        }
        ingest(store, List.of(frame(values, MINUTE)), List.of());
        now += DAY - MINUTE;
        store.rollup();
        if (day % 30 == 29) {
          store.retention(RetentionSettings.DEFAULT);
        }
      }
      say("a year of 10,000 routes", megabytes(), "MB");
      Selection requests = new Selection(Set.of(Family.REQUESTS.name()), List.of());
      timed("top endpoints, 365 days by month", store, requests, start, now, Resolution.MONTH);
      timed("top endpoints, 31 days by day", store, requests, now - 31 * DAY, now, Resolution.DAY);
      timed("top endpoints, 365 days by day", store, requests, start, now, Resolution.DAY);
    }
  }

  private void events() throws IOException {
    int batches = 60;
    int size = 2_000;
    try (Store store = open()) {
      for (int i = 0; i < 20; i++) {
        ingest(store, List.of(), entries(size));
      }
      long wall = 0;
      long processor = 0;
      for (int i = 0; i < batches; i++) {
        List<LogEntry> entries = entries(size);
        long begun = System.nanoTime();
        long begunProcessor = processorNanos();
        ingest(store, List.of(), entries);
        wall += System.nanoTime() - begun;
        processor += processorNanos() - begunProcessor;
      }
      say("events", batches * size / (wall / 1e9), "events/s");
      say("events", batches * size / (processor / 1e9), "events/s of processor");
      say("an event", megabytes() * 1e6 / ((batches + 20) * size), "bytes");
    }
  }

  private List<LogEntry> entries(int count) {
    List<LogEntry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      now += 5;
      int route = random.nextInt(100);
      boolean failed = random.nextInt(50) == 0;
      HitEvent event =
          new HitEvent(
              now,
              1,
              new HitEvent.Request(
                  "route-" + route, "group-" + route % 7, "", "", "GET", "/r/" + route, "http/1.1"),
              new HitEvent.Answer(failed ? "error" : "mock", failed ? 503 : 200, BigDecimal.ZERO),
              new HitEvent.Spent(random.nextInt(50_000_000), -1, 0, 230, random.nextInt(4_000)),
              new HitEvent.Client(
                  "10.0.0." + random.nextInt(250),
                  "okhttp/4.12.0",
                  "consumer-" + random.nextInt(40),
                  trace(),
                  ""),
              failed ? new HitEvent.Trouble("timeout", "upstream", "timeout", "it took 5 s") : null,
              null);
      entries.add(new LogEntry(0, "load", event, LogEntry.Origin.UNKNOWN));
    }
    return entries;
  }

  private String trace() {
    return String.format(Locale.ROOT, "%016x%016x", random.nextLong(), random.nextLong());
  }

  private double megabytes() throws IOException {
    return Files.size(directory.resolve(StoreSettings.DEFAULT_FILE)) / 1e6;
  }

  /**
   * Of this thread: what a quiet machine would take at least; without collections and compiling.
   */
  private static long processorNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static double seconds(long begunNanos) {
    return (System.nanoTime() - begunNanos) / 1e9;
  }

  private static void say(String what, double value, String unit) {
    System.out.printf(Locale.ROOT, "%-60s %12.1f %s%n", what, value, unit);
  }
}
