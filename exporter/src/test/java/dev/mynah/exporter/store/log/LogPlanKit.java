package dev.mynah.exporter.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.exporter.log.LogReader;
import dev.mynah.exporter.series.TimeRange;
import dev.mynah.exporter.store.sql.Dialect;
import dev.mynah.exporter.store.sql.Rows;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every statement of this package finds its rows by an index. */
abstract class LogPlanKit extends LogKit {
  private static final List<Class<?>> WITH_STATEMENTS =
      List.of(
          BlockRetention.class,
          BlockWriter.class,
          ClientDays.class,
          Dictionary.class,
          DictionaryReader.class,
          DictionaryRetention.class,
          FilterResolver.class,
          Forgetting.class,
          Kept.class,
          LeftOut.class,
          LogRetention.class,
          LogSql.class,
          MissingPaths.class,
          RowWriter.class,
          StoredSnapshots.class);

  /** In the constants of the other engine, and parts of statements. */
  private static final Set<String> NOT_ALONE = Set.of("SELECT", "UPDATE", "INSERT", "DELETE");

  @Test
  void everyStatementUsesAnIndex() {
    Set<String> statements = statements();

    assertThat(statements).hasSizeGreaterThan(90);
    database.inTransaction(
        c -> {
          prefer(c);
          for (String statement : statements) {
            List<String> plan = plan(c, statement);
            assertThat(plan)
                .as(statement + "\n" + String.join("\n", plan))
                .noneMatch(this::readsAllRows);
          }
          return 0;
        });
  }

  /** A table of no rows is read whole, whatever its indexes; so that is made to look dear. */
  private void prefer(Connection connection) throws SQLException {
    if (database.dialect() == Dialect.POSTGRESQL) {
      try (PreparedStatement statement =
          connection.prepareStatement("SET LOCAL enable_seqscan = off")) {
        statement.execute();
      }
    }
  }

  /** Reading a parameter's list, or rows that another step of the plan found, is no table. */
  private boolean readsAllRows(String step) {
    return database.dialect() == Dialect.SQLITE
        ? step.startsWith("SCAN ")
            && !step.contains("json_each")
            && !step.contains("USING")
            && !step.contains("CONSTANT ROW")
        : step.contains("Seq Scan");
  }

  private List<String> plan(Connection connection, String sql) throws SQLException {
    Dialect dialect = database.dialect();
    String explained = dialect == Dialect.SQLITE ? sql : generic(connection, sql);
    List<String> steps = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(dialect.explain() + explained)) {
      if (dialect == Dialect.SQLITE) {
        for (int i = 1; i <= sql.chars().filter(c -> c == '?').count(); i++) {
          statement.setNull(i, Types.NULL);
        }
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          steps.add(rows.getString(dialect == Dialect.SQLITE ? 4 : 1));
        }
      }
    }
    return steps;
  }

  /** The plan for any parameters: of a prepared statement, as the server makes it. */
  private static String generic(Connection connection, String sql) throws SQLException {
    StringBuilder numbered = new StringBuilder();
    int parameters = 0;
    for (char c : sql.toCharArray()) {
      if (c == '?') {
        numbered.append('$').append(++parameters);
      } else {
        numbered.append(c);
      }
    }
    Rows.change(connection, "SET LOCAL plan_cache_mode = force_generic_plan");
    try (PreparedStatement drop = connection.prepareStatement("DEALLOCATE ALL")) {
      drop.execute();
    }
    try (PreparedStatement prepare = connection.prepareStatement("PREPARE asked AS " + numbered)) {
      prepare.execute();
    }
    String nulls = String.join(", ", Collections.nCopies(parameters, "NULL"));
    return parameters == 0 ? "EXECUTE asked" : "EXECUTE asked (" + nulls + ")";
  }

  private Set<String> statements() {
    Set<String> statements = new TreeSet<>(built());
    for (Class<?> each : WITH_STATEMENTS) {
      for (Field field : each.getDeclaredFields()) {
        String other = database.dialect() == Dialect.SQLITE ? "POSTGRESQL" : "SQLITE";
        boolean constant =
            Modifier.isStatic(field.getModifiers()) && field.getType() == String.class;
        if (constant
            && !Modifier.isPrivate(field.getModifiers())
            && !field.getName().endsWith(other)) {
          String text = text(field);
          if (NOT_ALONE.contains(text.split(" ")[0])) {
            statements.add(text.replace("%s", ""));
          }
        }
      }
    }
    return statements;
  }

  private List<String> built() {
    Dialect dialect = database.dialect();
    long[] ids = {1, 2};
    List<List<Condition>> conditions = new ArrayList<>();
    conditions.add(List.of());
    for (String column : List.of("shape", "actor", "agent", "fault", "source")) {
      conditions.add(List.of(new Condition.OneOf(column, ids)));
    }
    conditions.add(List.of(new Condition.Is("path", "/a"), new Condition.IsNot("trace", "b")));
    List<String> built = new ArrayList<>();
    for (List<Condition> each : conditions) {
      for (boolean failedOnly : List.of(true, false)) {
        LogQuery query =
            new LogQuery(new TimeRange(0, 1), List.of(), 0, failedOnly, each, List.of());
        built.add(LogSql.ascending(dialect, query));
        built.add(LogSql.descending(dialect, query));
        built.add(LogSql.durations(dialect, query));
        built.add(LogSql.groups(dialect, query, List.of()));
        for (LogReader.Key key : LogReader.Key.values()) {
          built.add(LogSql.groups(dialect, query, GroupKeys.inLog(List.of(key)).columns()));
        }
        built.add(
            LogSql.groups(
                dialect, query, GroupKeys.inLog(List.of(LogReader.Key.values())).columns()));
      }
    }
    for (String column : List.of("source", "actor", "route")) {
      List<Condition> one = List.of(new Condition.OneOf(column, ids));
      built.add(LogSql.days(dialect, one, List.of("actor", "route")));
      built.add(Forgetting.DAYS + one.get(0).sql(dialect));
    }
    List<Condition> source = List.of(new Condition.OneOf("source", ids));
    built.add(LogSql.days(dialect, List.of(), List.of("actor")));
    built.add(LogSql.missing(dialect, List.of(new Condition.OneOf("path", ids))));
    built.add(LogSql.missing(dialect, source));
    built.add(LogSql.leftOut(dialect, source));
    built.add(LogSql.leftOut(dialect, List.of()));
    String actors = new Condition.OneOf("actor", ids).sql(dialect);
    built.add(Forgetting.CAPTURES.replace("%s", actors));
    built.add(Forgetting.ROWS + actors);
    return built;
  }

  private static String text(Field field) {
    try {
      field.setAccessible(true);
      return (String) field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
