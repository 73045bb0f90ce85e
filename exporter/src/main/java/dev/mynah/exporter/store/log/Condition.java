package dev.mynah.exporter.store.log;

import dev.mynah.exporter.store.sql.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * One more condition of a statement: its text, with one {@code ?}, and what stands for that.
 * Nothing that a user wrote is ever part of a text.
 */
sealed interface Condition {
  /** Begins with {@code AND}. */
  String sql(Dialect dialect);

  Object parameter(Connection connection, Dialect dialect) throws SQLException;

  /** That a column is one of these numbers; one parameter however many they are. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody; the array is not changed
  record OneOf(String column, long[] ids) implements Condition {
    @Override
    public String sql(Dialect dialect) {
      return dialect == Dialect.SQLITE
          ? " AND " + column + " IN (SELECT value FROM json_each(?))"
          : " AND " + column + " = ANY (?)";
    }

    @Override
    public Object parameter(Connection connection, Dialect dialect) throws SQLException {
      if (dialect == Dialect.SQLITE) {
        return LongStream.of(ids)
            .mapToObj(Long::toString)
            .collect(Collectors.joining(",", "[", "]"));
      }
      return connection.createArrayOf("bigint", Arrays.stream(ids).boxed().toArray());
    }
  }

  /** That a column equals a value. */
  record Is(String column, Object value) implements Condition {
    @Override
    public String sql(Dialect dialect) {
      return " AND " + column + " = ?";
    }

    @Override
    public Object parameter(Connection connection, Dialect dialect) {
      return value;
    }
  }

  /** That a column differs from a value, or has none. */
  record IsNot(String column, Object value) implements Condition {
    @Override
    public String sql(Dialect dialect) {
      return dialect == Dialect.SQLITE
          ? " AND " + column + " IS NOT ?"
          : " AND " + column + " IS DISTINCT FROM ?";
    }

    @Override
    public Object parameter(Connection connection, Dialect dialect) {
      return value;
    }
  }
}
