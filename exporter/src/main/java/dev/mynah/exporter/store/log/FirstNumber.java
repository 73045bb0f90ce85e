package dev.mynah.exporter.store.log;

import dev.mynah.exporter.store.sql.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;

/** One number that may be null. */
final class FirstNumber {
  private FirstNumber() {}

  static OptionalLong of(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = Rows.prepare(connection, sql, parameters);
        ResultSet rows = statement.executeQuery()) {
      if (!rows.next()) {
        return OptionalLong.empty();
      }
      long number = rows.getLong(1);
      return rows.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
    }
  }
}
