package dev.mynah.exporter.tail;

import dev.mynah.exporter.log.LogReader;
import dev.mynah.exporter.log.Snapshots;
import dev.mynah.exporter.series.CountReader;
import dev.mynah.exporter.series.GapReader;
import dev.mynah.exporter.series.PatternReader;
import dev.mynah.exporter.store.Batch;
import dev.mynah.exporter.store.MinuteValue;
import dev.mynah.exporter.store.RetentionRun;
import dev.mynah.exporter.store.RetentionSettings;
import dev.mynah.exporter.store.RollupRun;
import dev.mynah.exporter.store.SourceIdentity;
import dev.mynah.exporter.store.Store;
import dev.mynah.exporter.store.StoreStatus;
import dev.mynah.exporter.store.log.Forgetting;
import dev.mynah.ledger.journal.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A store in memory that checks positions as the real one does, and fails when it is told to. */
final class HeldStore implements Store {
  final List<Batch> batches = new ArrayList<>();
  Position at = Position.START;
  Consumer<Batch> beforeIngest = batch -> {};
  Supplier<RuntimeException> down = () -> null;

  @Override
  public Position position(String sourceId) {
    failWhenDown();
    return at;
  }

  @Override
  public void ingest(SourceIdentity source, Batch batch) {
    failWhenDown();
    beforeIngest.accept(batch);
    if (!batch.from().equals(at)) {
      throw new AssertionError("begins at " + batch.from() + ", not at " + at);
    }
    batches.add(batch);
    at = batch.to();
  }

  private void failWhenDown() {
    RuntimeException failure = down.get();
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void ingestMinutes(SourceIdentity source, long minuteMillis, List<MinuteValue> values) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CountReader counts() {
    throw new UnsupportedOperationException();
  }

  @Override
  public PatternReader patterns() {
    throw new UnsupportedOperationException();
  }

  @Override
  public GapReader gaps() {
    throw new UnsupportedOperationException();
  }

  @Override
  public LogReader log() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Snapshots snapshots() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Forgetting forgetting() {
    throw new UnsupportedOperationException();
  }

  @Override
  public RollupRun rollup() {
    throw new UnsupportedOperationException();
  }

  @Override
  public RetentionRun retention(RetentionSettings settings) {
    throw new UnsupportedOperationException();
  }

  @Override
  public StoreStatus status() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
