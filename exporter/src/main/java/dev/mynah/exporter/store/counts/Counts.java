package dev.mynah.exporter.store.counts;

import dev.mynah.exporter.route.RouteBook;
import dev.mynah.exporter.series.CountReader;
import dev.mynah.exporter.series.GapReader;
import dev.mynah.exporter.series.PatternReader;
import dev.mynah.exporter.store.sql.Database;
import dev.mynah.exporter.store.sql.Dialect;
import dev.mynah.ledger.SeriesKey;
import dev.mynah.ledger.journal.Frame;
import dev.mynah.ledger.journal.JournalRecord;
import dev.mynah.ledger.journal.Position;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The stored counts: taking in, reading, summing up, deleting. Taking in is for one thread at a
 * time; all else for any worker thread.
 */
public final class Counts {
  private final Database database;
  private final Dialect dialect;
  private final Clock clock;
  private final Sources sources;
  private final SeriesCatalogue catalogue;
  private final SeriesWriter writer;
  private final ReadLimits limits;

  /** What is known of a source besides its id; empty texts are no labels. */
  public record Names(
      String job,
      String instance,
      String namespace,
      String pod,
      String workspace,
      String environment) {}

  /** A piece of a journal. */
  public record Piece(
      Position to, List<Frame> frames, List<JournalRecord.Gap> gaps, RouteBook routes) {
    /** Keeps its own copies. */
    public Piece {
      frames = List.copyOf(frames);
      gaps = List.copyOf(gaps);
    }
  }

  /** A series and what it counted in a minute. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody; the array is not changed
  public record Value(SeriesKey key, long[] words) {}

  /** Moments before which minutes, hours, days and patterns are deleted. */
  public record Horizon(long minutes, long hours, long days, long patterns) {}

  /** What a rollup did. */
  public record SummedUp(boolean ran, int hours, int days, int months, int left) {}

  /** Counts in a database. */
  public Counts(Database database, ReadLimits limits, Clock clock) {
    this.database = database;
    this.dialect = database.dialect();
    this.clock = clock;
    this.limits = limits;
    this.sources = new Sources(dialect);
    this.catalogue = new SeriesCatalogue(dialect);
    this.writer = new SeriesWriter(dialect);
  }

  /** Up to where a source has been read; nothing for one never met. */
  public Optional<Position> position(Connection connection, String sourceId) throws SQLException {
    return sources.look(connection, sourceId).map(SourceState::position);
  }

  /** A source's row, made if it must be, and held until the transaction ends. */
  public SourceState hold(Connection connection, String sourceId, Names names) throws SQLException {
    writer.begin();
    SourceState source = sources.demand(connection, sourceId, clock.millis());
    sources.name(
        connection,
        source,
        new SourceRow.Names(
            names.job(),
            names.instance(),
            names.namespace(),
            names.pod(),
            names.workspace(),
            names.environment()));
    return source;
  }

  /** Takes in a piece of a journal and moves the position on. */
  public void take(Connection connection, SourceState source, Piece piece) throws SQLException {
    long before = source.countedTo;
    FrameIngest ingest = new FrameIngest(connection, dialect, source, writer, piece.routes());
    for (Frame frame : piece.frames()) {
      ingest.take(frame);
    }
    ingest.finish();
    Gaps gaps = new Gaps(dialect);
    for (JournalRecord.Gap gap : piece.gaps()) {
      long until = Math.max(before, source.countedTo == 0 ? clock.millis() : source.countedTo);
      gaps.add(connection, source.id, Gaps.lost(gap, before == 0 ? until : before, until));
    }
    source.position = piece.to();
    sources.save(connection, source);
  }

  /** Puts a minute of a source in the place of what that minute had. */
  public void replaceMinute(
      Connection connection, SourceState source, long minuteMillis, List<Value> values)
      throws SQLException {
    if (new MinuteReplacing(connection, dialect, source, writer).replace(minuteMillis, values)) {
      source.countedTo = Math.max(source.countedTo, minuteMillis + Level.MINUTE_MILLIS);
      sources.save(connection, source);
    }
  }

  /** To be called once what was taken in has been committed; never, when it was undone. */
  public void committed() {
    writer.committed();
    catalogue.invalidate();
  }

  /** Reads counts. */
  public CountReader reader() {
    return new StoredCounts(database, catalogue, limits, clock);
  }

  /** Reads hours of the day. */
  public PatternReader patterns() {
    return new Patterns(database, catalogue);
  }

  /** Reads gaps. */
  public GapReader gaps() {
    Gaps gaps = new Gaps(dialect);
    return (range, limit) -> database.reading(c -> gaps.read(c, range, limit));
  }

  /** Sums up closed hours. */
  public SummedUp sumUp() {
    Rollup.Done done = new Rollup(database, catalogue).run(clock.millis());
    return new SummedUp(done.ran(), done.hours(), done.days(), done.months(), done.left());
  }

  /** Whether this exporter may clean up now. */
  public boolean mayDelete() {
    return new CountRetention(database).free();
  }

  /** Deletes what is older, and adds rows by class to what was deleted. */
  public void deleteBefore(Horizon horizon, Map<String, Long> deleted) {
    new CountRetention(database)
        .byAge(
            new CountRetention.Ages(
                horizon.minutes(), horizon.hours(), horizon.days(), horizon.patterns()),
            deleted);
  }

  /** Deletes the oldest moment of the finest grain; false when nothing more may go. */
  public boolean deleteOldest(Map<String, Long> deleted) {
    return new CountRetention(database).oldest(CountRetention.least(clock.millis()), deleted);
  }

  /** What SQLite has in use of its file. */
  public static long usedBytes(Connection connection) throws SQLException {
    return CountRetention.usedBytes(connection);
  }
}
