package dev.mynah.exporter.store.log;

import dev.mynah.exporter.log.LogEntry;
import dev.mynah.exporter.store.sql.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Adds requests to the log and to what is drawn from it. Any thread; the caller's transaction. */
public final class LogTables {
  private final Dictionary dictionary = new Dictionary();
  private final LogLimits limits;
  private final Clock clock;

  /** Tables of these bounds. */
  public LogTables(LogLimits limits, Clock clock) {
    this.limits = limits;
    this.clock = clock;
  }

  /** What a transaction learned. */
  public interface Added {
    /** To be called once it has been committed; never, when it was undone. */
    void committed();
  }

  /**
   * Adds requests of one source.
   *
   * @param entries with id 0, in order
   * @param leftOut requests without an entry; told for the minute of the last entry, or of now
   */
  public Added add(
      Connection connection, Dialect dialect, String source, List<LogEntry> entries, long leftOut)
      throws SQLException {
    if (entries.isEmpty() && leftOut == 0) {
      return () -> {};
    }
    List<CodedEntry> coded = entries.stream().map(CodedEntry::of).toList();
    String sourceName = StoredText.clean(source, StoredText.NAME_CHARACTERS);
    long now = clock.millis();
    Dictionary.Session session = dictionary.session(connection, dialect, Days.of(now));
    session.resolve(texts(sourceName, coded));
    int sourceId = session.id(Kind.SOURCE, sourceName);
    LogWrite write = new LogWrite(connection, dialect, sourceId, now);
    if (!coded.isEmpty()) {
      new RowWriter(write, session).add(coded);
      new ClientDays(write, session, limits.clientRows()).add(coded);
      new MissingPaths(write, session, limits.missingPaths()).add(coded);
    }
    if (leftOut > 0) {
      LeftOut.add(write, told(entries, now), leftOut);
    }
    return session::committed;
  }

  private static Set<Dictionary.Text> texts(String source, List<CodedEntry> coded) {
    Set<Dictionary.Text> texts = new HashSet<>();
    texts.add(new Dictionary.Text(Kind.SOURCE, source));
    for (CodedEntry each : coded) {
      texts.add(new Dictionary.Text(Kind.SHAPE, each.shape()));
      texts.add(new Dictionary.Text(Kind.ACTOR, each.actor()));
      texts.add(new Dictionary.Text(Kind.AGENT, each.agent()));
      texts.add(new Dictionary.Text(Kind.ROUTE, each.route()));
      if (each.fault() != null) {
        texts.add(new Dictionary.Text(Kind.FAULT, each.fault()));
      }
    }
    return texts;
  }

  private static long told(List<LogEntry> entries, long now) {
    return entries.isEmpty() ? now : entries.get(entries.size() - 1).event().timeMillis();
  }
}
