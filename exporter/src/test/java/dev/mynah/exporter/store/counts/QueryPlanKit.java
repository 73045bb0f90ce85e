package dev.mynah.exporter.store.counts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.exporter.store.sql.Database;
import dev.mynah.exporter.store.sql.Dialect;
import dev.mynah.exporter.store.sql.StoreKit;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** No statement about counts looks through a whole table that grows. */
abstract class QueryPlanKit {
  /** Read whole: there is a row per source, or per hour that waits. */
  private static final Set<Sql> WHOLE = Set.of(Sql.ALL_SOURCES, Sql.ALL_DIRTY);

  private StoreKit kit;
  private Database database;

  abstract StoreKit kit();

  @BeforeEach
  void open() {
    kit = kit();
    database = kit.open();
  }

  @AfterEach
  void close() {
    database.close();
    kit.close();
  }

  @TestFactory
  List<DynamicTest> everyStatementUsesAnIndex() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Sql sql : Sql.values()) {
      for (Level level : sql.ofLevel() ? Level.values() : new Level[] {Level.MINUTE}) {
        tests.add(
            DynamicTest.dynamicTest(
                sql + (sql.ofLevel() ? " " + level : ""), () -> usesAnIndex(sql, level)));
      }
    }
    return tests;
  }

  private void usesAnIndex(Sql sql, Level level) {
    String text = sql.text(database.dialect(), level);
    String plan = database.inTransaction(connection -> plan(connection, text));
    if (text.startsWith("INSERT") || WHOLE.contains(sql)) {
      assertThat(plan).isNotNull();
    } else if (database.dialect() == Dialect.SQLITE) {
      assertThat(plan).containsAnyOf("SEARCH", "USING COVERING INDEX");
      assertThat(plan.replace("SCAN json_each", "")).doesNotContainPattern("SCAN(?!.*USING)");
    } else {
      assertThat(plan).doesNotContain("Seq Scan");
    }
  }

  private String plan(Connection connection, String text) throws SQLException {
    if (database.dialect() == Dialect.POSTGRESQL) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET LOCAL enable_seqscan = off");
        statement.execute("SET LOCAL plan_cache_mode = force_generic_plan");
        BlockTable.MINUTES.ensure(connection, 0);
        BlockTable.HOURS.ensure(connection, 0);
        GaugeWriter.PARTITIONS.ensure(connection, 0);
      }
    }
    StringBuilder plan = new StringBuilder();
    try (PreparedStatement statement =
        connection.prepareStatement(database.dialect().explain() + text)) {
      setAll(statement, text);
      try (ResultSet rows = statement.executeQuery()) {
        int column = database.dialect() == Dialect.SQLITE ? 4 : 1;
        while (rows.next()) {
          plan.append(rows.getString(column)).append('\n');
        }
      }
    }
    return plan.toString();
  }

  /** Any value of the right type will do. */
  private void setAll(PreparedStatement statement, String text) throws SQLException {
    int count = (int) text.chars().filter(c -> c == '?').count();
    for (int i = 1; i <= count; i++) {
      if (database.dialect() == Dialect.SQLITE) {
        statement.setString(i, "[1]");
        continue;
      }
      switch (statement.getParameterMetaData().getParameterTypeName(i)) {
        case "_int8" -> database.dialect().setIds(statement, i, new long[] {1});
        case "bytea" -> statement.setBytes(i, new byte[1]);
        case "text" -> statement.setString(i, "a");
        default -> statement.setLong(i, 1);
      }
    }
  }
}
