package dev.mynah.exporter.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a replica can be reached; one that cannot is tried again after a while. Any thread. */
final class Replica {
  static final long AWAY_NANOS = TimeUnit.SECONDS.toNanos(30);

  private static final Logger LOG = LoggerFactory.getLogger(Replica.class);

  private final ReaderPool.Source server;
  private final LongSupplier nanoTime;
  private boolean away;
  private long sinceNanos;

  /** It could not be reached just now; nothing was read. */
  static final class Away extends SQLException {
    private static final long serialVersionUID = 1L;

    private Away(SQLException cause) {
      super(cause.getMessage(), cause.getSQLState(), cause);
    }
  }

  Replica(ReaderPool.Source server, LongSupplier nanoTime) {
    this.server = server;
    this.nanoTime = nanoTime;
  }

  /** Whether it was away a moment ago, so that asking it is not worth the wait. */
  synchronized boolean isAway() {
    return away && nanoTime.getAsLong() - sinceNanos < AWAY_NANOS;
  }

  Connection connect() throws SQLException {
    try {
      Connection connection = server.connect();
      found();
      return connection;
    } catch (SQLException e) {
      lost(e);
      throw new Away(e);
    }
  }

  private synchronized void found() {
    if (away) {
      LOG.info("The read replica answers again; queries go to it");
    }
    away = false;
  }

  private synchronized void lost(SQLException e) {
    if (!away) {
      LOG.warn("The read replica cannot be reached, queries go to the primary: {}", e.getMessage());
    }
    away = true;
    sinceNanos = nanoTime.getAsLong();
  }
}
