package dev.mynah.exporter.store.log;

import dev.mynah.exporter.log.LogFilter;
import dev.mynah.exporter.log.LogReader;
import dev.mynah.exporter.log.LogReader.Basis;
import dev.mynah.exporter.log.LogReader.Grain;
import dev.mynah.exporter.log.LogReader.Group;
import dev.mynah.exporter.log.LogReader.MissingPath;
import dev.mynah.exporter.series.Matcher;
import dev.mynah.exporter.series.QueryRefused;
import dev.mynah.exporter.series.TimeRange;
import dev.mynah.exporter.store.sql.Dialect;
import dev.mynah.exporter.store.sql.Rows;
import dev.mynah.ledger.Outcome;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Answers that are sums, from the log or from whole days. */
final class Summaries {
  private static final Matcher UNMATCHED = Matcher.equal("outcome", Outcome.UNMATCHED.label());
  private static final Set<String> DAYS_KNOW =
      Set.of("source", "route", "client", "consumer", "user_agent_family", "country", "city");
  private static final Set<String> MISSING_KNOW = Set.of("source", "method", "path");

  private final Dialect dialect;
  private final LogLimits limits;
  private final DictionaryReader dictionary;
  private final FilterResolver filters;

  Summaries(
      Dialect dialect, LogLimits limits, DictionaryReader dictionary, FilterResolver filters) {
    this.dialect = dialect;
    this.limits = limits;
    this.dictionary = dictionary;
    this.filters = filters;
  }

  /** The query is the filter resolved; the database can test all of it. */
  List<Group> group(
      Connection connection, LogQuery query, LogFilter filter, List<LogReader.Key> keys, int limit)
      throws SQLException {
    GroupSums sums = new GroupSums(limits.groups());
    GroupReader reader = new GroupReader(dialect, dictionary);
    if (byDays(connection, filter, keys, query)) {
      List<Condition> conditions = new ArrayList<>();
      boolean possible =
          add(connection, filter, Kind.SOURCE, "source", conditions)
              && add(connection, filter, Kind.ACTOR, "actor", conditions)
              && add(connection, filter, Kind.ROUTE, "route", conditions);
      if (possible) {
        DayRange days = days(connection, filter, Kept.CLIENT_DAY);
        reader.days(connection, days, conditions, GroupKeys.inDays(keys), sums);
      }
    } else {
      reader.log(connection, query, GroupKeys.inLog(keys), sums);
    }
    return traced(connection, query.range(), sums.largest(limit));
  }

  /** Groups with the trace of their newest row that has one. */
  List<Group> traced(Connection connection, TimeRange range, List<GroupSums.Found> found)
      throws SQLException {
    List<Group> groups = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(LogSql.TRACE)) {
      for (GroupSums.Found each : found) {
        long id = each.sum().tracedId();
        groups.add(each.group(id == 0 ? "" : trace(statement, id, range)));
      }
    }
    return groups;
  }

  /** Returns how many runs were read. */
  int durations(Connection connection, LogQuery query, double[] histogram) throws SQLException {
    String sql = LogSql.durations(dialect, query);
    for (Run run : query.runs()) {
      try (PreparedStatement statement = LogSql.prepare(connection, dialect, sql, query, run);
          ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          histogram[rows.getInt(1)] += rows.getDouble(2);
        }
      }
    }
    return query.runs().size();
  }

  List<MissingPath> missingPaths(Connection connection, LogFilter filter, int limit)
      throws SQLException {
    if (missingByDays(connection, filter)) {
      List<Condition> conditions = new ArrayList<>();
      boolean possible =
          add(connection, filter, Kind.SOURCE, "source", conditions)
              && add(connection, filter, Kind.MISSING, "path", conditions);
      DayRange days = days(connection, filter, Kept.MISSING_PATH);
      return possible
          ? new MissingReader(dialect, dictionary).read(connection, days, conditions, limit)
          : List.of();
    }
    return missingInLog(connection, filters.resolve(connection, unmatched(filter)), limit);
  }

  long leftOut(Connection connection, LogFilter filter) throws SQLException {
    return leftOut(connection, filter, filter.range());
  }

  Basis basis(Connection connection, LogFilter filter, List<LogReader.Key> keys)
      throws SQLException {
    boolean byDays;
    Kept kept;
    TimeRange range;
    if (keys.isEmpty()) {
      byDays = missingByDays(connection, filter);
      kept = Kept.MISSING_PATH;
      range = FilterResolver.kept(connection, filter.range(), false);
    } else {
      LogQuery query = filters.resolve(connection, filter);
      byDays = byDays(connection, filter, keys, query);
      kept = Kept.CLIENT_DAY;
      range = query.range();
    }
    TimeRange covered = byDays ? days(connection, filter, kept).range() : range;
    return new Basis(
        byDays ? Grain.DAYS : Grain.ENTRIES, covered, leftOut(connection, filter, covered) == 0);
  }

  private boolean byDays(
      Connection connection, LogFilter filter, List<LogReader.Key> keys, LogQuery query)
      throws SQLException {
    boolean possible =
        !filter.errorsOnly()
            && GroupKeys.daysKnow(keys)
            && filter.matchers().stream().allMatch(m -> DAYS_KNOW.contains(m.name()));
    return possible
        && (query.entries() > limits.entriesGrouped()
            || Kept.REQUEST_LOG.fromMillis(connection) > filter.range().fromMillis());
  }

  private static boolean missingByDays(Connection connection, LogFilter filter)
      throws SQLException {
    return !filter.errorsOnly()
        && filter.matchers().stream().allMatch(m -> MISSING_KNOW.contains(m.name()))
        && Kept.REQUEST_LOG.fromMillis(connection) > filter.range().fromMillis();
  }

  private static DayRange days(Connection connection, LogFilter filter, Kept kept)
      throws SQLException {
    return DayRange.around(kept.narrow(connection, filter.range()));
  }

  /** Adds a condition for the matchers of a kind; false when nothing meets them. */
  private boolean add(
      Connection connection, LogFilter filter, Kind kind, String column, List<Condition> conditions)
      throws SQLException {
    List<Matcher> matchers = FilterResolver.ofKind(filter.matchers(), kind);
    if (matchers.isEmpty()) {
      return true;
    }
    long[] ids = filters.find(connection, kind, matchers);
    conditions.add(new Condition.OneOf(column, ids));
    return ids.length > 0;
  }

  private List<MissingPath> missingInLog(Connection connection, LogQuery query, int limit)
      throws SQLException {
    GroupSums sums = new GroupSums(limits.groups());
    new GroupReader(dialect, dictionary).log(connection, query, GroupKeys.methodAndPath(), sums);
    Map<List<String>, MissingPath> found = new HashMap<>();
    for (GroupSums.Found each : sums.largest(limits.groups())) {
      Group group = each.group("");
      List<String> values = group.values();
      MissingPath path =
          new MissingPath(
              values.get(0),
              values.get(1),
              group.requests(),
              group.firstMillis(),
              group.lastMillis());
      if (meets(query, path)) {
        found.put(values, path);
      }
    }
    return found.values().stream().sorted(MissingReader.MOST_FIRST).limit(limit).toList();
  }

  private static boolean meets(LogQuery query, MissingPath path) {
    for (Matcher matcher : query.rest()) {
      if (!matcher.name().equals(LogQuery.PATH)) {
        throw new QueryRefused(
            QueryRefused.Kind.UNSUPPORTED,
            "missing paths are not found by an expression on " + matcher.name());
      }
      if (!matcher.accepts(path.path())) {
        return false;
      }
    }
    return true;
  }

  private static LogFilter unmatched(LogFilter filter) {
    List<Matcher> matchers = new ArrayList<>(filter.matchers());
    matchers.add(UNMATCHED);
    return new LogFilter(filter.range(), matchers, filter.errorsOnly());
  }

  private long leftOut(Connection connection, LogFilter filter, TimeRange range)
      throws SQLException {
    List<Condition> conditions = new ArrayList<>();
    if (!add(connection, filter, Kind.SOURCE, "source", conditions)) {
      return 0;
    }
    List<Object> parameters = new ArrayList<>();
    parameters.add(LeftOut.minute(range.fromMillis()));
    parameters.add(LeftOut.minuteFrom(range.toMillis()));
    parameters.addAll(LogSql.values(connection, dialect, conditions));
    return Rows.number(connection, LogSql.leftOut(dialect, conditions), parameters.toArray());
  }

  private static String trace(PreparedStatement statement, long id, TimeRange range)
      throws SQLException {
    Rows.set(statement, id, range.fromMillis(), range.toMillis());
    try (ResultSet rows = statement.executeQuery()) {
      return rows.next() ? TraceId.decode(rows.getBytes(1)) : "";
    }
  }
}
