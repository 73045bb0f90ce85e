package dev.mynah.exporter.store.sql;

/**
 * A database and how to work in it. Any worker thread; never an event loop, since calls wait for
 * disk or network.
 */
public interface Database extends AutoCloseable {
  /** Which engine it is. */
  Dialect dialect();

  /**
   * Runs work in a transaction that may write: committed when the work returns, else undone. In
   * SQLite one at a time; in PostgreSQL side by side. Where two stand in each other's way the
   * engine undoes one, which is then begun again, a few times at most: what work does besides SQL
   * must bear that.
   *
   * @throws StoreFailure when the database could not
   */
  <T> T inTransaction(Work<T> work);

  /**
   * Runs work that only reads, and sees one state of the database throughout. May be a replica's.
   *
   * @throws dev.mynah.exporter.series.QueryRefused when it could not now
   * @throws StoreFailure when the database could not
   */
  <T> T reading(Work<T> work);

  /**
   * The same, never a replica's: for who goes on to change what it finds. What was committed before
   * is seen.
   *
   * @throws StoreFailure when the database could not
   */
  <T> T readingCurrent(Work<T> work);

  /** What it takes on disk, as far as the engine knows. */
  long bytes();

  /** Lets go of connections that nobody has used for a while. */
  void closeIdle();

  @Override
  void close();
}
