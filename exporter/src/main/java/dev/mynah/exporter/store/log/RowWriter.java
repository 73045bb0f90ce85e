package dev.mynah.exporter.store.log;

import dev.mynah.exporter.store.sql.Dialect;
import dev.mynah.exporter.store.sql.Rows;
import dev.mynah.ledger.Buckets;
import dev.mynah.ledger.journal.HitEvent;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of the request log, what was captured, and the blocks that find them. */
final class RowWriter {
  static final String ADD =
      "INSERT INTO request_log (id, time_millis, source, shape, actor, agent, fault, bucket,"
          + " total_nanos, upstream_nanos, injected_nanos, bytes_in, bytes_out, weight, cost,"
          + " trace, span, path, message)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  static final String ADD_CAPTURE = "INSERT INTO log_capture (id, body) VALUES (?, ?)";
  static final String IDS_SQLITE =
      "UPDATE log_state SET value = value + ? WHERE name = 'next_id' RETURNING value - ?";
  static final String IDS_POSTGRESQL =
      "SELECT nextval('request_log_id') FROM generate_series(1, ?)";

  private final LogWrite write;
  private final Dictionary.Session session;

  RowWriter(LogWrite write, Dictionary.Session session) {
    this.write = write;
    this.session = session;
  }

  void add(List<CodedEntry> entries) throws SQLException {
    long[] ids = ids(entries.size());
    BlockWriter blocks = new BlockWriter(write);
    try (PreparedStatement rows = write.connection().prepareStatement(ADD);
        PreparedStatement captures = write.connection().prepareStatement(ADD_CAPTURE)) {
      for (int i = 0; i < ids.length; i++) {
        CodedEntry each = entries.get(i);
        row(rows, ids[i], each);
        rows.addBatch();
        long capturedBytes = capture(captures, ids[i], each.event().capture());
        blocks.add(ids[i], each, capturedBytes);
      }
      rows.executeBatch();
      captures.executeBatch();
    }
    blocks.write();
  }

  private void row(PreparedStatement row, long id, CodedEntry each) throws SQLException {
    HitEvent event = each.event();
    HitEvent.Spent spent = event.spent();
    String fault = each.fault();
    row.setLong(1, id);
    row.setLong(2, event.timeMillis());
    row.setInt(3, write.source());
    row.setInt(4, session.id(Kind.SHAPE, each.shape()));
    row.setInt(5, session.id(Kind.ACTOR, each.actor()));
    row.setInt(6, session.id(Kind.AGENT, each.agent()));
    row.setInt(7, fault == null ? 0 : session.id(Kind.FAULT, fault));
    row.setInt(8, Buckets.indexOf(spent.totalNanos()));
    row.setLong(9, spent.totalNanos());
    row.setLong(10, spent.upstreamNanos());
    row.setLong(11, spent.injectedNanos());
    row.setLong(12, spent.bytesIn());
    row.setLong(13, spent.bytesOut());
    row.setDouble(14, event.weight());
    row.setDouble(15, event.answer().cost().doubleValue());
    row.setBytes(16, TraceId.encode(event.client().traceId()));
    row.setBytes(17, TraceId.encode(event.client().spanId()));
    row.setString(18, each.path());
    row.setString(19, each.message());
  }

  private static long capture(
      PreparedStatement captures, long id, HitEvent.@Nullable Capture capture) throws SQLException {
    if (capture == null) {
      return 0;
    }
    byte[] body = Captures.encode(capture);
    captures.setLong(1, id);
    captures.setBytes(2, body);
    captures.addBatch();
    return body.length;
  }

  /** Ascending; without gaps in SQLite, where nobody else writes. */
  private long[] ids(int count) throws SQLException {
    long[] ids = new long[count];
    if (write.dialect() == Dialect.SQLITE) {
      long first = Rows.number(write.connection(), IDS_SQLITE, count, count);
      for (int i = 0; i < count; i++) {
        ids[i] = first + i;
      }
      return ids;
    }
    try (PreparedStatement statement = Rows.prepare(write.connection(), IDS_POSTGRESQL, count);
        ResultSet rows = statement.executeQuery()) {
      for (int i = 0; i < count && rows.next(); i++) {
        ids[i] = rows.getLong(1);
      }
    }
    return ids;
  }
}
