package dev.mynah.bench.store;

import dev.mynah.exporter.log.LogEntry;
import dev.mynah.exporter.log.LogFilter;
import dev.mynah.exporter.log.LogReader;
import dev.mynah.exporter.series.Matcher;
import dev.mynah.exporter.series.TimeRange;
import dev.mynah.exporter.store.log.LogLimits;
import dev.mynah.exporter.store.log.LogTables;
import dev.mynah.exporter.store.log.StoredLogReader;
import dev.mynah.exporter.store.schema.Schema;
import dev.mynah.exporter.store.sql.Database;
import dev.mynah.exporter.store.sql.Dialect;
import dev.mynah.exporter.store.sql.SqliteDatabase;
import dev.mynah.ledger.journal.HitEvent;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * How fast requests go into the log of an SQLite file, what they take there, and how fast it
 * answers: {@code LogIngest FILE [events]}, on one core by {@code taskset -c 0}. The file must not
 * be there. Requests are of 100 routes and 1,000 clients with traces, one in twenty failed.
 */
public final class LogIngest {
  private static final int BATCH = 2_000;
  private static final int DEFAULT_EVENTS = 400_000;
  private static final int PER_SECOND = 200;
  private static final long START = 1_760_000_000_000L;

  private final Random random = new Random(1);
  private final Path file;
  private final int events;

  private LogIngest(Path file, int events) {
    this.file = file;
    this.events = events;
  }

  /** Measures, and prints a line for each figure. */
  public static void main(String[] arguments) throws Exception {
    int events = arguments.length > 1 ? Integer.parseInt(arguments[1]) : DEFAULT_EVENTS;
    new LogIngest(Path.of(arguments[0]), events).run();
  }

  private void run() throws Exception {
    if (Files.exists(file)) {
      throw new IllegalArgumentException(file + " is there already");
    }
    SqliteDatabase.open(file).close();
    Schema.migrate(Dialect.SQLITE, SqliteDatabase.url(file), "", "");
    try (Database database = SqliteDatabase.open(file)) {
      ingest(database);
      StoredLogReader reader = new StoredLogReader(database, LogLimits.DEFAULT);
      long seconds = events / PER_SECOND;
      TimeRange all = new TimeRange(START, START + seconds * 1_000);
      LogFilter whole = new LogFilter(all, List.of(), false);
      LogFilter one = new LogFilter(all, List.of(Matcher.equal("client", "10.0.3.7")), false);
      LogFilter failed = new LogFilter(all, List.of(), true);
      time("page of 100", () -> reader.page(whole, Long.MAX_VALUE, 100));
      time("page of 100 of a client", () -> reader.page(one, Long.MAX_VALUE, 100));
      time("top errors", () -> reader.group(failed, List.of(LogReader.Key.ERROR_TYPE), 10));
      time("group by client", () -> reader.group(whole, List.of(LogReader.Key.CLIENT), 10));
      time("durations", () -> reader.durations(whole));
      time("stream of all", () -> reader.stream(whole, entry -> {}));
    }
  }

  private void ingest(Database database) throws Exception {
    LogTables tables = new LogTables(LogLimits.DEFAULT, Clock.systemUTC());
    long nanos = 0;
    long processorNanos = 0;
    int measured = 0;
    for (int from = 0; from < events; from += BATCH) {
      List<LogEntry> batch = batch(from);
      long began = System.nanoTime();
      long beganProcessor = processorNanos();
      database.inTransaction(c -> tables.add(c, database.dialect(), "bench", batch, 0)).committed();
      if (from >= events / 4) {
        nanos += System.nanoTime() - began;
        processorNanos += processorNanos() - beganProcessor;
        measured += batch.size();
      }
    }
    print(
        "ingested %,d events/s (%,d per second of processor time)",
        measured * 1_000_000_000L / nanos, measured * 1_000_000_000L / processorNanos);
    print("%d bytes per event in the file", database.bytes() / events);
  }

  private static long processorNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static void time(String what, Runnable question) {
    question.run();
    long began = System.nanoTime();
    question.run();
    print("%s: %.1f ms", what, (System.nanoTime() - began) / 1e6);
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  private List<LogEntry> batch(int from) {
    List<LogEntry> batch = new ArrayList<>(BATCH);
    for (int i = 0; i < BATCH; i++) {
      batch.add(entry(START + (from + i) * 1_000L / PER_SECOND));
    }
    return batch;
  }

  private LogEntry entry(long timeMillis) {
    int route = (int) Math.min(99, Math.abs(random.nextGaussian()) * 30);
    int client = random.nextInt(1_000);
    boolean failed = random.nextInt(20) == 0;
    HitEvent event =
        new HitEvent(
            timeMillis,
            1,
            new HitEvent.Request(
                "route-" + route,
                "group-" + route % 10,
                "default",
                "test",
                route % 3 == 0 ? "POST" : "GET",
                "/api/things/" + random.nextInt(100_000),
                "http/1.1"),
            new HitEvent.Answer(
                failed ? "error" : "proxied", failed ? 504 : 200, new BigDecimal("0.002")),
            new HitEvent.Spent(
                (long) (1e6 * Math.exp(random.nextGaussian())), 900_000, 0, 300, 2_000),
            new HitEvent.Client(
                "10.0." + client / 250 + "." + client % 250,
                "okhttp/4." + client % 12,
                "consumer-" + client % 50,
                hexadecimal(16),
                hexadecimal(8)),
            failed
                ? new HitEvent.Trouble(
                    "timeout", "upstream", "upstream_timeout", "no answer within 5 s")
                : null,
            null);
    return new LogEntry(0, "bench", event, new LogEntry.Origin("Local", "", "okhttp"));
  }

  private String hexadecimal(int bytes) {
    byte[] id = new byte[bytes];
    random.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }
}
