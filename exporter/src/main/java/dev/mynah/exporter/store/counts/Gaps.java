package dev.mynah.exporter.store.counts;

import dev.mynah.exporter.series.GapReader;
import dev.mynah.exporter.series.TimeRange;
import dev.mynah.exporter.store.sql.Dialect;
import dev.mynah.exporter.store.sql.Rows;
import dev.mynah.ledger.journal.Frame;
import dev.mynah.ledger.journal.JournalRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Rows of gaps. */
final class Gaps {
  private static final int MOST_WHY = 500;

  private final Dialect dialect;

  /** One to be added. */
  record New(long fromMillis, long toMillis, long frames, long bytes, String why) {}

  Gaps(Dialect dialect) {
    this.dialect = dialect;
  }

  static New missing(long countedTo, Frame next, long frames) {
    return new New(
        Math.min(countedTo, next.toMillis()),
        next.toMillis(),
        frames,
        0,
        "frames are missing: what was counted is spread over the span");
  }

  static New coarse(Frame frame) {
    String why =
        frame.unwatched()
            ? "nobody read the journal: what was counted is in the totals, in no minute"
            : "a span too long or too old for minutes: what was counted is in the totals alone";
    return new New(Math.min(frame.fromMillis(), frame.toMillis()), frame.toMillis(), 0, 0, why);
  }

  static New lost(JournalRecord.Gap gap, long fromMillis, long toMillis) {
    return new New(
        Math.min(fromMillis, toMillis), toMillis, 0, gap.bytes(), "journal lost: " + gap.why());
  }

  void add(Connection connection, long source, New gap) throws SQLException {
    String why = gap.why().replace('\0', ' ');
    Rows.change(
        connection,
        Sql.ADD_GAP.text(dialect),
        source,
        gap.fromMillis(),
        gap.toMillis(),
        gap.frames(),
        gap.bytes(),
        why.substring(0, Math.min(MOST_WHY, why.length())));
  }

  List<GapReader.Gap> read(Connection connection, TimeRange range, int limit) throws SQLException {
    List<GapReader.Gap> gaps = new ArrayList<>();
    String sql = Sql.READ_GAPS.text(dialect);
    try (PreparedStatement statement =
            Rows.prepare(connection, sql, range.fromMillis(), range.toMillis(), limit);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        gaps.add(
            new GapReader.Gap(
                rows.getString(1),
                rows.getLong(2),
                rows.getLong(3),
                rows.getLong(4),
                rows.getLong(5),
                rows.getString(6)));
      }
    }
    return gaps;
  }
}
