package dev.mynah.exporter.store.log;

import dev.mynah.exporter.log.LogFilter;
import dev.mynah.exporter.series.Matcher;
import dev.mynah.exporter.series.QueryRefused;
import dev.mynah.exporter.series.TimeRange;
import dev.mynah.exporter.store.sql.Dialect;
import dev.mynah.exporter.store.sql.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns a filter into runs of ids and conditions on numbers. Any thread. */
final class FilterResolver {
  static final String BLOCKS =
      "SELECT first_id, last_id, entries FROM log_block"
          + " WHERE to_millis >= ? AND from_millis < ?";

  /** The kinds that a row of the log names, in columns of their own. */
  private static final List<Kind> OF_ROWS =
      List.of(Kind.SHAPE, Kind.ACTOR, Kind.AGENT, Kind.FAULT, Kind.SOURCE);

  private static final Set<String> OWN_TEXT = Set.of(LogQuery.PATH, LogQuery.TRACE_ID);

  private final Dialect dialect;
  private final DictionaryReader dictionary;

  FilterResolver(Dialect dialect, DictionaryReader dictionary) {
    this.dialect = dialect;
    this.dictionary = dictionary;
  }

  /**
   * Resolves a filter.
   *
   * @throws QueryRefused when it names something that requests do not have
   */
  LogQuery resolve(Connection connection, LogFilter filter) throws SQLException {
    List<Condition> conditions = new ArrayList<>();
    boolean failedOnly = filter.errorsOnly();
    for (Matcher matcher : filter.matchers()) {
      demandKnown(matcher);
    }
    for (Kind kind : OF_ROWS) {
      List<Matcher> matchers = ofKind(filter.matchers(), kind);
      if (matchers.isEmpty()) {
        continue;
      }
      boolean noneMayBe = kind == Kind.FAULT && accepts(kind, matchers, kind.split(""));
      failedOnly |= kind == Kind.FAULT && !noneMayBe;
      long[] ids = find(connection, kind, matchers);
      if (ids.length == 0 && !noneMayBe) {
        return LogQuery.nothing(filter.range());
      }
      conditions.add(new Condition.OneOf(column(kind), noneMayBe ? withZero(ids) : ids));
    }
    List<Matcher> rest = ownTexts(filter.matchers(), conditions);
    TimeRange range = kept(connection, filter.range(), failedOnly);
    List<Run> blocks = new ArrayList<>();
    long entries = blocks(connection, range, blocks);
    return new LogQuery(range, Run.of(blocks), entries, failedOnly, conditions, rest);
  }

  /** The numbers of a kind that all of these matchers accept; all must be of that kind. */
  long[] find(Connection connection, Kind kind, List<Matcher> matchers) throws SQLException {
    String holding =
        matchers.stream()
            .filter(matcher -> matcher.operator() == Matcher.Operator.EQUAL)
            .map(Matcher::value)
            .max(Comparator.comparingInt(String::length))
            .orElse("");
    return dictionary.find(
        connection, dialect, kind, holding, parts -> accepts(kind, matchers, parts));
  }

  /** Narrows a range to what has not been deleted. */
  static TimeRange kept(Connection connection, TimeRange range, boolean failedOnly)
      throws SQLException {
    Kept kept = failedOnly ? Kept.ERROR_EVENT : Kept.REQUEST_LOG;
    return kept.narrow(connection, range);
  }

  /** Matchers of a kind, with texts as they are stored. */
  static List<Matcher> ofKind(List<Matcher> matchers, Kind kind) {
    return matchers.stream()
        .filter(matcher -> kind.place(matcher.name()) >= 0)
        .filter(matcher -> kind == Kind.MISSING || !OWN_TEXT.contains(matcher.name()))
        .map(FilterResolver::asStored)
        .toList();
  }

  static boolean accepts(Kind kind, List<Matcher> matchers, List<String> parts) {
    for (Matcher matcher : matchers) {
      if (!matcher.accepts(parts.get(kind.place(matcher.name())))) {
        return false;
      }
    }
    return true;
  }

  private static Matcher asStored(Matcher matcher) {
    boolean text =
        matcher.operator() == Matcher.Operator.EQUAL
            || matcher.operator() == Matcher.Operator.NOT_EQUAL;
    if (!text) {
      return matcher;
    }
    int characters =
        switch (matcher.name()) {
          case "user_agent" -> StoredText.AGENT_CHARACTERS;
          case LogQuery.PATH -> StoredText.PATH_CHARACTERS;
          default -> StoredText.NAME_CHARACTERS;
        };
    return new Matcher(
        matcher.name(), matcher.operator(), StoredText.clean(matcher.value(), characters));
  }

  private static void demandKnown(Matcher matcher) {
    String name = matcher.name();
    if (!OWN_TEXT.contains(name) && OF_ROWS.stream().allMatch(kind -> kind.place(name) < 0)) {
      throw new QueryRefused(
          QueryRefused.Kind.BAD,
          "requests have no " + StoredText.clean(name, 64) + " to filter by");
    }
  }

  private static String column(Kind kind) {
    return switch (kind) {
      case SHAPE -> "shape";
      case ACTOR -> "actor";
      case AGENT -> "agent";
      case FAULT -> "fault";
      case SOURCE -> "source";
      case ROUTE, MISSING -> throw new IllegalArgumentException("rows have no " + kind);
    };
  }

  private static long[] withZero(long[] ids) {
    long[] with = new long[ids.length + 1];
    System.arraycopy(ids, 0, with, 1, ids.length);
    return with;
  }

  /** Adds conditions on path and trace; returns what is left for us to test. */
  private static List<Matcher> ownTexts(List<Matcher> matchers, List<Condition> conditions) {
    List<Matcher> rest = new ArrayList<>();
    for (Matcher matcher : matchers) {
      if (!OWN_TEXT.contains(matcher.name())) {
        continue;
      }
      Condition condition = ownText(asStored(matcher));
      if (condition == null) {
        rest.add(matcher);
      } else {
        conditions.add(condition);
      }
    }
    return rest;
  }

  /** Null where the database cannot test it. */
  private static @Nullable Condition ownText(Matcher matcher) {
    boolean path = matcher.name().equals(LogQuery.PATH);
    String column = path ? "path" : "trace";
    Object value = path ? matcher.value() : TraceId.encode(matcher.value());
    if (value == null) {
      return null;
    }
    return switch (matcher.operator()) {
      case EQUAL -> new Condition.Is(column, value);
      case NOT_EQUAL -> new Condition.IsNot(column, value);
      case REGEX, NOT_REGEX -> null;
    };
  }

  private static long blocks(Connection connection, TimeRange range, List<Run> blocks)
      throws SQLException {
    long entries = 0;
    try (PreparedStatement statement =
            Rows.prepare(connection, BLOCKS, range.fromMillis(), range.toMillis());
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        blocks.add(new Run(rows.getLong(1), rows.getLong(2)));
        entries += rows.getLong(3);
      }
    }
    blocks.sort(Comparator.comparingLong(Run::firstId));
    return entries;
  }
}
