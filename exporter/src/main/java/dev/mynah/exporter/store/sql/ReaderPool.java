package dev.mynah.exporter.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * At most a few connections that read, kept between the queries of a page. Idle ones are tested by
 * use: the first query after an idle time gets a new one.
 */
final class ReaderPool {
  private static final int MOST = 4;
  private static final int WAIT_SECONDS = 10;
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(15);

  private final Source source;
  private final Semaphore permits = new Semaphore(MOST);
  private final Deque<Idle> idle = new ArrayDeque<>();
  private boolean closed;

  private record Idle(Connection connection, long sinceNanos) {}

  /** Makes a connection. */
  @FunctionalInterface
  interface Source {
    Connection connect() throws SQLException;
  }

  ReaderPool(Source source) {
    this.source = source;
  }

  <T> T with(Work<T> work) throws SQLException {
    await();
    try {
      Connection connection = take();
      boolean whole = false;
      try {
        T result = work.with(connection);
        whole = true;
        return result;
      } finally {
        give(connection, whole);
      }
    } finally {
      permits.release();
    }
  }

  void closeIdle() {
    closeThose(System.nanoTime() - IDLE_NANOS);
  }

  void close() {
    synchronized (idle) {
      closed = true;
    }
    closeThose(Long.MAX_VALUE);
  }

  private void await() throws SQLException {
    try {
      if (permits.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new SQLException(MOST + " queries are being read already", "55P03");
  }

  private Connection take() throws SQLException {
    closeIdle();
    synchronized (idle) {
      Idle newest = idle.pollFirst();
      if (newest != null) {
        return newest.connection();
      }
    }
    return source.connect();
  }

  private void give(Connection connection, boolean whole) throws SQLException {
    synchronized (idle) {
      if (whole && !closed) {
        idle.addFirst(new Idle(connection, System.nanoTime()));
        return;
      }
    }
    connection.close();
  }

  private void closeThose(long idleSinceNanos) {
    synchronized (idle) {
      idle.removeIf(
          each -> {
            boolean old =
                idleSinceNanos == Long.MAX_VALUE || each.sinceNanos() - idleSinceNanos < 0;
            if (old) {
              closeQuietly(each.connection());
            }
            return old;
          });
    }
  }

  private static void closeQuietly(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      // It was broken, and is gone all the same.
      return;
    }
  }
}
