package dev.mynah.exporter.store;

import dev.mynah.exporter.log.LogReader;
import dev.mynah.exporter.log.Snapshots;
import dev.mynah.exporter.series.CountReader;
import dev.mynah.exporter.series.GapReader;
import dev.mynah.exporter.series.PatternReader;
import dev.mynah.exporter.store.counts.Counts;
import dev.mynah.exporter.store.counts.ReadLimits;
import dev.mynah.exporter.store.counts.SourceState;
import dev.mynah.exporter.store.log.Forgetting;
import dev.mynah.exporter.store.log.LogLimits;
import dev.mynah.exporter.store.log.LogTables;
import dev.mynah.exporter.store.log.StoredLogReader;
import dev.mynah.exporter.store.log.StoredSnapshots;
import dev.mynah.exporter.store.schema.Schema;
import dev.mynah.exporter.store.schema.UnknownSchema;
import dev.mynah.exporter.store.sql.Database;
import dev.mynah.exporter.store.sql.Dialect;
import dev.mynah.exporter.store.sql.StoreFailure;
import dev.mynah.exporter.store.sql.Work;
import dev.mynah.ledger.journal.Position;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The store on a database of either engine. */
final class SqlStore implements Store {
  private final Database database;
  private final EmbeddedFile file;
  private final Counts counts;
  private final LogTables log;
  private final StoredLogReader logReader;
  private final StoredSnapshots snapshots;
  private final Forgetting forgetting;
  private final StoreCounters counters = new StoreCounters();
  private final CleanUp cleanUp;
  private volatile String trouble = "";
  private volatile long bytes;
  private volatile int dirtyHours;

  SqlStore(Database database, StoreSettings settings, Clock clock, EmbeddedFile file) {
    this.database = database;
    this.file = file;
    QueryLimits limits = settings.limits();
    this.counts =
        new Counts(
            database,
            new ReadLimits(limits.maxSeries(), limits.maxValues(), limits.maxTime()),
            clock);
    this.log = new LogTables(LogLimits.DEFAULT, clock);
    this.logReader = new StoredLogReader(database, LogLimits.DEFAULT);
    this.snapshots = new StoredSnapshots(database, clock);
    this.forgetting = new Forgetting(database);
    this.cleanUp = new CleanUp(database, counts, settings.maxBytes(), clock);
  }

  @Override
  public Position position(String sourceId) {
    return writing(c -> counts.position(c, sourceId).orElse(Position.START));
  }

  @Override
  public synchronized void ingest(SourceIdentity source, Batch batch) {
    LogTables.Added added =
        writing(
            connection -> {
              SourceState state = counts.hold(connection, source.sourceId(), names(source));
              if (!state.position().equals(batch.from())) {
                counters.stale();
                throw new StalePosition(batch.from(), state.position());
              }
              counts.take(
                  connection,
                  state,
                  new Counts.Piece(batch.to(), batch.frames(), batch.gaps(), batch.routes()));
              return log.add(
                  connection,
                  database.dialect(),
                  source.sourceId(),
                  batch.entries(),
                  batch.leftOut());
            });
    counts.committed();
    added.committed();
    counters.took(batch.frames().size(), batch.entries().size());
  }

  @Override
  public synchronized void ingestMinutes(
      SourceIdentity source, long minuteMillis, List<MinuteValue> values) {
    writing(
        connection -> {
          SourceState state = counts.hold(connection, source.sourceId(), names(source));
          counts.replaceMinute(
              connection,
              state,
              minuteMillis,
              values.stream().map(v -> new Counts.Value(v.key(), v.words())).toList());
          return state;
        });
    counts.committed();
    counters.took(0, 0);
  }

  private static Counts.Names names(SourceIdentity source) {
    return new Counts.Names(
        source.job(),
        source.instance(),
        source.namespace(),
        source.pod(),
        source.workspace(),
        source.environment());
  }

  /** A transaction on tables that this program knows. */
  private <T> T writing(Work<T> work) {
    return noting(
        () ->
            database.inTransaction(
                connection -> {
                  Schema.demand(connection);
                  return work.with(connection);
                }));
  }

  /** Runs something and notes how it went. */
  private <T> T noting(Act<T> act) {
    try {
      T result = act.run();
      trouble = "";
      return result;
    } catch (StoreFailure e) {
      failed(e.getMessage());
      if (e.kind() == StoreFailure.Kind.DAMAGED && database.dialect() == Dialect.SQLITE) {
        file.markDamaged();
      }
      throw e;
    } catch (UnknownSchema e) {
      failed(e.getMessage());
      throw e;
    }
  }

  private void failed(@Nullable String sentence) {
    counters.failed();
    trouble = String.valueOf(sentence);
  }

  /** Something that reaches the database. */
  @FunctionalInterface
  private interface Act<T> {
    T run();
  }

  @Override
  public CountReader counts() {
    return counts.reader();
  }

  @Override
  public PatternReader patterns() {
    return counts.patterns();
  }

  @Override
  public GapReader gaps() {
    return counts.gaps();
  }

  @Override
  public LogReader log() {
    return logReader;
  }

  @Override
  public Snapshots snapshots() {
    return snapshots;
  }

  @Override
  public Forgetting forgetting() {
    return forgetting;
  }

  @Override
  public RollupRun rollup() {
    writing(SqlStore::nothing);
    Counts.SummedUp done = noting(counts::sumUp);
    dirtyHours = done.left();
    bytes = noting(database::bytes);
    database.closeIdle();
    return new RollupRun(done.ran(), done.hours(), done.days(), done.months(), done.left());
  }

  private static int nothing(Connection connection) throws SQLException {
    return connection.isReadOnly() ? 1 : 0;
  }

  @Override
  public RetentionRun retention(RetentionSettings settings) {
    writing(SqlStore::nothing);
    RetentionRun run = noting(() -> cleanUp.run(settings));
    bytes = run.bytesAfter();
    return run;
  }

  @Override
  public StoreStatus status() {
    String engine = database.dialect() == Dialect.SQLITE ? "sqlite" : "postgresql";
    return new StoreStatus(
        engine, trouble.isEmpty(), trouble, bytes, dirtyHours, counters.now(file.moved()));
  }

  @Override
  public void close() {
    database.close();
  }
}
