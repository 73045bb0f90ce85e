package dev.mynah.exporter.store;

import dev.mynah.exporter.log.LogReader;
import dev.mynah.exporter.log.Snapshots;
import dev.mynah.exporter.series.CountReader;
import dev.mynah.exporter.series.GapReader;
import dev.mynah.exporter.series.PatternReader;
import dev.mynah.exporter.store.log.Forgetting;
import dev.mynah.ledger.journal.Position;
import java.util.List;

/**
 * The analytics store. Any worker thread; several processes may share one PostgreSQL database.
 *
 * <p>All methods that reach the database throw {@link dev.mynah.exporter.store.sql.StoreFailure}
 * when it could not do what was asked, and {@link dev.mynah.exporter.store.schema.UnknownSchema}
 * when its tables are not for this program; nothing has changed then, and the same may be tried
 * again.
 */
public interface Store extends AutoCloseable {
  /** Up to where a source has been read; {@link Position#START} for one never met. */
  Position position(String sourceId);

  /**
   * Takes in a piece of a journal, exactly once: in one transaction with the position.
   *
   * @throws StalePosition when the batch does not begin where the store has read to
   */
  void ingest(SourceIdentity source, Batch batch);

  /**
   * Takes in one minute of a source without a journal. A minute given again replaces what was given
   * before; once it is too old to be kept by minute it is ignored.
   *
   * @param minuteMillis the start of the minute
   */
  void ingestMinutes(SourceIdentity source, long minuteMillis, List<MinuteValue> values);

  /** Reads counts. */
  CountReader counts();

  /** Reads hours of the day by weekday. */
  PatternReader patterns();

  /** Spans in which counts are less finely known than by minute, or were lost. */
  GapReader gaps();

  /** Reads single requests. */
  LogReader log();

  /** Answers that somebody kept. */
  Snapshots snapshots();

  /** Deletes what is stored of a client. */
  Forgetting forgetting();

  /** Sums up closed hours that changed: minutes to hours, hours to days, days to months. */
  RollupRun rollup();

  /** Deletes what is too old, then the oldest and finest while the store is too large. */
  RetentionRun retention(RetentionSettings settings);

  /** How it stands; reaches no database. */
  StoreStatus status();

  @Override
  void close();
}
