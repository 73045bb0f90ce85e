package dev.mynah.exporter.store.sql;

import java.sql.Connection;
import java.sql.SQLException;

/** What is done with a connection, which is not kept. */
@FunctionalInterface
public interface Work<T> {
  /** Does it. */
  T with(Connection connection) throws SQLException;
}
