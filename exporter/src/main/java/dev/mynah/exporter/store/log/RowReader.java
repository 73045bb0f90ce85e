package dev.mynah.exporter.store.log;

import dev.mynah.exporter.log.LogEntry;
import dev.mynah.ledger.journal.HitEvent;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Reads rows of the log and puts their texts in. What was captured is not read. */
final class RowReader {
  private final DictionaryReader dictionary;

  RowReader(DictionaryReader dictionary) {
    this.dictionary = dictionary;
  }

  private record Row(
      Numbers numbers,
      long timeMillis,
      HitEvent.Spent spent,
      Rest rest,
      @Nullable String message) {}

  private record Numbers(long id, int source, int shape, int actor, int agent, int fault) {}

  private record Rest(double weight, double cost, String traceId, String spanId, String path) {}

  private record Texts(
      Map<Integer, List<String>> sources,
      Map<Integer, List<String>> shapes,
      Map<Integer, List<String>> actors,
      Map<Integer, List<String>> agents,
      Map<Integer, List<String>> faults) {}

  /** All rows of a statement, which has {@link LogSql#COLUMNS}. */
  List<LogEntry> read(Connection connection, PreparedStatement statement) throws SQLException {
    List<Row> rows = new ArrayList<>();
    try (ResultSet results = statement.executeQuery()) {
      while (results.next()) {
        rows.add(row(results));
      }
    }
    Texts texts =
        new Texts(
            texts(connection, Kind.SOURCE, rows, Numbers::source),
            texts(connection, Kind.SHAPE, rows, Numbers::shape),
            texts(connection, Kind.ACTOR, rows, Numbers::actor),
            texts(connection, Kind.AGENT, rows, Numbers::agent),
            texts(connection, Kind.FAULT, rows, Numbers::fault));
    List<LogEntry> entries = new ArrayList<>(rows.size());
    for (Row row : rows) {
      entries.add(entry(row, texts));
    }
    return entries;
  }

  private Map<Integer, List<String>> texts(
      Connection connection, Kind kind, List<Row> rows, ToIntFunction<Numbers> number)
      throws SQLException {
    List<Integer> ids =
        rows.stream()
            .mapToInt(row -> number.applyAsInt(row.numbers()))
            .filter(id -> id != 0)
            .distinct()
            .boxed()
            .toList();
    return dictionary.parts(connection, kind, ids);
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        new Numbers(
            row.getLong(1),
            row.getInt(3),
            row.getInt(4),
            row.getInt(5),
            row.getInt(6),
            row.getInt(7)),
        row.getLong(2),
        new HitEvent.Spent(
            row.getLong(8), row.getLong(9), row.getLong(10), row.getLong(11), row.getLong(12)),
        new Rest(
            row.getDouble(13),
            row.getDouble(14),
            TraceId.decode(row.getBytes(15)),
            TraceId.decode(row.getBytes(16)),
            row.getString(17)),
        row.getString(18));
  }

  private static LogEntry entry(Row row, Texts texts) {
    Numbers numbers = row.numbers();
    List<String> shape = parts(texts.shapes(), Kind.SHAPE, numbers.shape());
    List<String> actor = parts(texts.actors(), Kind.ACTOR, numbers.actor());
    List<String> agent = parts(texts.agents(), Kind.AGENT, numbers.agent());
    List<String> fault = parts(texts.faults(), Kind.FAULT, numbers.fault());
    Rest rest = row.rest();
    HitEvent.Trouble trouble =
        numbers.fault() == 0
            ? null
            : new HitEvent.Trouble(
                fault.get(0),
                fault.get(1),
                fault.get(2),
                row.message() == null ? "" : row.message());
    HitEvent event =
        new HitEvent(
            row.timeMillis(),
            rest.weight(),
            new HitEvent.Request(
                shape.get(0),
                shape.get(1),
                shape.get(2),
                shape.get(3),
                shape.get(4),
                rest.path(),
                shape.get(5)),
            new HitEvent.Answer(shape.get(6), status(shape.get(7)), cost(rest.cost())),
            row.spent(),
            new HitEvent.Client(
                actor.get(0), agent.get(0), actor.get(1), rest.traceId(), rest.spanId()),
            trouble,
            null);
    return new LogEntry(
        numbers.id(),
        parts(texts.sources(), Kind.SOURCE, numbers.source()).get(0),
        event,
        new LogEntry.Origin(actor.get(3), actor.get(4), actor.get(2)));
  }

  private static List<String> parts(Map<Integer, List<String>> texts, Kind kind, int id) {
    List<String> parts = texts.get(id);
    return parts == null ? kind.split("") : parts;
  }

  /** A group that stands for too many has no status. */
  private static int status(String code) {
    try {
      return code.isEmpty() ? 0 : Integer.parseInt(code);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static BigDecimal cost(double cost) {
    return cost == 0 ? BigDecimal.ZERO : BigDecimal.valueOf(cost).stripTrailingZeros();
  }
}
