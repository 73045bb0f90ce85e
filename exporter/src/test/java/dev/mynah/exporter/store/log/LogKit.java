package dev.mynah.exporter.store.log;

import dev.mynah.exporter.log.LogEntry;
import dev.mynah.exporter.log.LogFilter;
import dev.mynah.exporter.series.Matcher;
import dev.mynah.exporter.series.TimeRange;
import dev.mynah.exporter.store.sql.Database;
import dev.mynah.exporter.store.sql.StoreKit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tables of the log in a fresh database, and a clock that is moved by hand. */
abstract class LogKit {
  static final long NOON = SampleRequests.NOON;
  static final TimeRange ALWAYS = new TimeRange(0, Long.MAX_VALUE / 4);

  StoreKit kit;
  Database database;
  LogTables tables;
  StoredLogReader reader;
  final HandClock clock = new HandClock();

  abstract StoreKit kit();

  LogLimits limits() {
    return LogLimits.DEFAULT;
  }

  @BeforeEach
  void open() {
    kit = kit();
    database = kit.open();
    clock.millis = NOON;
    tables = new LogTables(limits(), clock);
    reader = new StoredLogReader(database, limits());
  }

  @AfterEach
  void close() {
    database.close();
    kit.close();
  }

  void add(LogEntry... entries) {
    add(List.of(entries));
  }

  void add(List<LogEntry> entries) {
    add(SampleRequests.SOURCE, entries, 0);
  }

  void add(String source, List<LogEntry> entries, long leftOut) {
    add(database, tables, source, entries, leftOut);
  }

  static void add(
      Database database, LogTables tables, String source, List<LogEntry> entries, long leftOut) {
    database
        .inTransaction(c -> tables.add(c, database.dialect(), source, entries, leftOut))
        .committed();
  }

  static LogFilter all(Matcher... matchers) {
    return new LogFilter(ALWAYS, List.of(matchers), false);
  }

  /** A clock that stands still unless moved. */
  static final class HandClock extends Clock {
    long millis;

    void move(Duration by) {
      millis += by.toMillis();
    }

    @Override
    public long millis() {
      return millis;
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(millis);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
