package dev.mynah.exporter.store.log;

import dev.mynah.exporter.log.LogEntry;
import dev.mynah.exporter.log.LogFilter;
import dev.mynah.exporter.log.LogReader;
import dev.mynah.exporter.store.sql.Database;
import dev.mynah.exporter.store.sql.Rows;
import dev.mynah.ledger.Buckets;
import dev.mynah.ledger.journal.HitEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads the log from the database. Any worker thread. A stream is read in pieces, each in a
 * transaction of its own that is over before the sink is called: a slow sink holds neither a
 * connection nor an old state of the database.
 */
public final class StoredLogReader implements LogReader {
  private static final int PIECE = 1_000;

  private final Database database;
  private final LogLimits limits;
  private final DictionaryReader dictionary = new DictionaryReader();
  private final FilterResolver filters;
  private final RowReader rows;
  private final Summaries summaries;

  /** A reader of these bounds. */
  public StoredLogReader(Database database, LogLimits limits) {
    this.database = database;
    this.limits = limits;
    this.filters = new FilterResolver(database.dialect(), dictionary);
    this.rows = new RowReader(dictionary);
    this.summaries = new Summaries(database.dialect(), limits, dictionary, filters);
  }

  @Override
  public List<LogEntry> page(LogFilter filter, long beforeId, int limit) {
    return database.reading(c -> page(c, filters.resolve(c, filter), beforeId, limit));
  }

  @Override
  public Optional<LogEntry> find(long id) {
    return database.reading(
        c -> {
          try (PreparedStatement statement = Rows.prepare(c, LogSql.ENTRY, id)) {
            List<LogEntry> found = rows.read(c, statement);
            return found.isEmpty() ? Optional.empty() : Optional.of(withCapture(c, found.get(0)));
          }
        });
  }

  @Override
  public void stream(LogFilter filter, Consumer<LogEntry> sink) {
    LogQuery query = database.reading(c -> filters.resolve(c, filter));
    for (Run run : query.runs()) {
      long from = run.firstId();
      List<LogEntry> piece;
      do {
        Run rest = new Run(from, run.lastId());
        piece = database.reading(c -> piece(c, query, rest));
        for (LogEntry entry : piece) {
          from = entry.id() + 1;
          if (query.accepts(entry)) {
            sink.accept(entry);
          }
        }
      } while (piece.size() == PIECE);
    }
  }

  @Override
  public List<Group> group(LogFilter filter, List<Key> keys, int limit) {
    LogQuery query = database.reading(c -> filters.resolve(c, filter));
    if (query.whole()) {
      return database.reading(c -> summaries.group(c, query, filter, keys, limit));
    }
    GroupKeys inLog = GroupKeys.inLog(keys);
    GroupSums sums = new GroupSums(limits.groups());
    stream(filter, entry -> sums.add(inLog.values(entry), part(entry)));
    return database.reading(c -> summaries.traced(c, query.range(), sums.largest(limit)));
  }

  @Override
  public double[] durations(LogFilter filter) {
    LogQuery query = database.reading(c -> filters.resolve(c, filter));
    double[] histogram = new double[Buckets.COUNT];
    if (query.whole()) {
      database.reading(c -> summaries.durations(c, query, histogram));
    } else {
      stream(
          filter,
          entry ->
              histogram[Buckets.indexOf(entry.event().spent().totalNanos())] +=
                  entry.event().weight());
    }
    return histogram;
  }

  @Override
  public List<MissingPath> missingPaths(LogFilter filter, int limit) {
    return database.reading(c -> summaries.missingPaths(c, filter, limit));
  }

  @Override
  public long leftOut(LogFilter filter) {
    return database.reading(c -> summaries.leftOut(c, filter));
  }

  @Override
  public Basis basis(LogFilter filter, List<Key> keys) {
    return database.reading(c -> summaries.basis(c, filter, keys));
  }

  private List<LogEntry> page(Connection connection, LogQuery query, long beforeId, int limit)
      throws SQLException {
    List<LogEntry> page = new ArrayList<>();
    String sql = LogSql.descending(database.dialect(), query);
    for (int i = query.runs().size() - 1; i >= 0 && page.size() < limit; i--) {
      Run run = query.runs().get(i);
      long to = Math.min(run.lastId(), beforeId - 1);
      int most = query.whole() ? limit : Math.max(limit, PIECE);
      List<LogEntry> piece;
      do {
        try (PreparedStatement statement =
            LogSql.prepare(
                connection, database.dialect(), sql, query, new Run(run.firstId(), to), most)) {
          piece = rows.read(connection, statement);
        }
        for (LogEntry entry : piece) {
          to = entry.id() - 1;
          if (page.size() < limit && query.accepts(entry)) {
            page.add(entry);
          }
        }
      } while (piece.size() == most && page.size() < limit);
    }
    return page;
  }

  private List<LogEntry> piece(Connection connection, LogQuery query, Run run) throws SQLException {
    String sql = LogSql.ascending(database.dialect(), query);
    try (PreparedStatement statement =
        LogSql.prepare(connection, database.dialect(), sql, query, run, PIECE)) {
      return rows.read(connection, statement);
    }
  }

  private static LogEntry withCapture(Connection connection, LogEntry entry) throws SQLException {
    try (PreparedStatement statement = Rows.prepare(connection, LogSql.CAPTURE, entry.id());
        ResultSet found = statement.executeQuery()) {
      if (!found.next()) {
        return entry;
      }
      HitEvent event = entry.event();
      return new LogEntry(
          entry.id(),
          entry.source(),
          new HitEvent(
              event.timeMillis(),
              event.weight(),
              event.request(),
              event.answer(),
              event.spent(),
              event.client(),
              event.trouble(),
              Captures.decode(found.getBytes(1))),
          entry.origin());
    }
  }

  private static GroupSums.Part part(LogEntry entry) {
    HitEvent event = entry.event();
    double weight = event.weight();
    return new GroupSums.Part(
        1,
        weight,
        event.trouble() == null ? 0 : weight,
        weight * event.answer().cost().doubleValue(),
        new GroupSums.Weighted(
            weight * event.spent().bytesIn(),
            weight * event.spent().bytesOut(),
            weight * event.spent().totalNanos()),
        new GroupSums.Seen(
            event.timeMillis(),
            event.timeMillis(),
            event.client().traceId().isEmpty() ? 0 : entry.id()));
  }
}
