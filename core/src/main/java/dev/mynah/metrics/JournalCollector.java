package dev.mynah.metrics;

import dev.mynah.ledger.journal.JournalStatus;
import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How the journal stands; nothing in a process without one. Safe from any thread. */
final class JournalCollector extends Collector implements Collector.Describable {
  private volatile @Nullable Supplier<JournalStatus> journal;

  void journal(Supplier<JournalStatus> opened) {
    journal = opened;
  }

  @Override
  public List<MetricFamilySamples> collect() {
    Supplier<JournalStatus> opened = journal;
    if (opened == null) {
      return List.of();
    }
    JournalStatus status = opened.get();
    boolean writing = status.state() == JournalStatus.State.ON;
    return List.of(
        ProcessCollector.one(JournalCatalogue.WRITING, writing ? 1 : 0),
        ProcessCollector.one(JournalCatalogue.EVENTS, (double) status.events()),
        FamilySamples.family(
            JournalCatalogue.LEFT_OUT,
            List.of(
                leftOut("budget", status.leftOut().budget()),
                leftOut("ring", status.leftOut().ring()),
                leftOut("disk", status.leftOut().disk()))),
        ProcessCollector.one(JournalCatalogue.FRAMES, (double) status.frames()),
        ProcessCollector.one(JournalCatalogue.WRITTEN, (double) status.writtenBytes()),
        ProcessCollector.one(JournalCatalogue.BYTES, (double) status.files().bytes()),
        ProcessCollector.one(JournalCatalogue.CAPACITY, (double) status.files().capacityBytes()),
        ProcessCollector.one(JournalCatalogue.UNREAD, (double) status.files().unreadBytes()),
        ProcessCollector.one(
            JournalCatalogue.DELETED_UNREAD, (double) status.files().deletedUnreadBytes()),
        ProcessCollector.one(JournalCatalogue.WRITE_FAILURES, (double) status.writeFailures()));
  }

  private static Sample leftOut(String reason, long requests) {
    Metric metric = JournalCatalogue.LEFT_OUT;
    return new Sample(metric.name(), metric.labels(), List.of(reason), (double) requests);
  }

  @Override
  public List<MetricFamilySamples> describe() {
    return JournalCatalogue.all().stream()
        .map(metric -> FamilySamples.family(metric, List.of()))
        .toList();
  }
}
