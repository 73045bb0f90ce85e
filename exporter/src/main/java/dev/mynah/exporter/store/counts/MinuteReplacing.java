package dev.mynah.exporter.store.counts;

import dev.mynah.exporter.store.sql.Dialect;
import dev.mynah.exporter.store.sql.Rows;
import dev.mynah.ledger.SeriesSum;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sets minutes of a source whose counts come as minutes, not as frames. Given again, a minute is
 * what it was given last; totals follow. One thread, one transaction, one source.
 */
final class MinuteReplacing {
  private static final long NO_LEDGER = 0;

  private final Connection connection;
  private final Dialect dialect;
  private final SourceState source;
  private final SeriesWriter writer;

  MinuteReplacing(Connection connection, Dialect dialect, SourceState source, SeriesWriter writer) {
    this.connection = connection;
    this.dialect = dialect;
    this.source = source;
    this.writer = writer;
  }

  /** Sets it, or tells that it is too old to be kept by minute. */
  boolean replace(long minuteMillis, List<Counts.Value> values) throws SQLException {
    long minute = Level.MINUTE.start(minuteMillis);
    long hour = Level.MINUTE.blockStart(minute);
    if (hour < Kept.from(connection, dialect, Level.MINUTE)) {
      return false;
    }
    Map<SeriesRow, long[]> wanted = new HashMap<>();
    for (Counts.Value value : values) {
      SeriesRow row = writer.row(connection, source.id, value.key(), Optional.empty());
      wanted.merge(row, value.words(), (one, other) -> added(row, one, other));
    }
    BlockTable table = new BlockTable(connection, dialect, Level.MINUTE);
    Map<Long, Block> blocks = table.load(hour, wanted.keySet());
    LastValues last = new LastValues(connection, dialect);
    last.load(wanted.keySet());
    int slot = Level.MINUTE.slot(minute);
    for (Map.Entry<SeriesRow, long[]> each : wanted.entrySet()) {
      SeriesRow row = each.getKey();
      Block block =
          blocks.computeIfAbsent(row.id(), id -> new Block(row.kind(), Level.MINUTE, hour));
      total(last, row, block.get(slot), each.getValue());
      block.set(slot, each.getValue());
    }
    table.save(hour, blocks);
    last.save();
    Rows.change(connection, Sql.MARK_DIRTY.text(dialect), source.id, hour);
    return true;
  }

  private void total(LastValues last, SeriesRow row, long @Nullable [] old, long[] now) {
    LastValues.Last known = last.get(row);
    long[] total = known == null ? new long[now.length] : known.words().clone();
    if (old != null) {
      long[] gone = Gained.between(row.kind(), old, new long[now.length]).words();
      SeriesSum.add(row.kind(), total, gone);
    }
    SeriesSum.add(row.kind(), total, now);
    last.put(row, new LastValues.Last(NO_LEDGER, 0, total, null, null));
  }

  private static long[] added(SeriesRow row, long[] one, long[] other) {
    long[] sum = one.clone();
    SeriesSum.add(row.kind(), sum, other);
    return sum;
  }
}
