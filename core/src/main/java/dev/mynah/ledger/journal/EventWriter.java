package dev.mynah.ledger.journal;

import dev.mynah.ledger.journal.JournalFiles.Purpose;
import dev.mynah.ledger.journal.segment.ByteSink;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Empties the rings into the file, and keeps account of requests that have no event of their own.
 *
 * <p>One thread.
 */
final class EventWriter {
  private static final long LEFT_OUT_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int BATCH_BYTES = 256 << 10;

  private final List<LoopOffers> loops;
  private final JournalFiles files;
  private final Tally tally;
  private final Clock wallClock;
  private final ByteSink sink = new ByteSink();
  private long toldNanos;
  private long told;
  private long notWritten;
  private long events;
  private long weight;

  EventWriter(List<LoopOffers> loops, JournalFiles files, Tally tally, Clock wallClock) {
    this.loops = loops;
    this.files = files;
    this.tally = tally;
    this.wallClock = wallClock;
  }

  /**
   * Takes everything that the event loops have offered.
   *
   * @param writable false to leave all of it out
   * @param last whether the event loops have stopped
   * @throws IOException when it could not be written; it is then left out
   */
  void write(long nowNanos, boolean writable, boolean last) throws IOException {
    for (LoopOffers loop : loops) {
      for (HitEvent event = loop.poll(); event != null; event = loop.poll()) {
        add(event);
        if (sink.length() >= BATCH_BYTES) {
          flush(0, writable);
        }
      }
    }
    flush(untold(nowNanos, last), writable);
  }

  private void add(HitEvent event) {
    if (RecordCodec.write(event, sink)) {
      events++;
      weight += Math.round(event.weight());
    } else {
      leaveOut(Math.round(event.weight()));
    }
  }

  /** Requests that nothing has told of, once a second. */
  private long untold(long nowNanos, boolean last) {
    long overBudget = loops.stream().mapToLong(LoopOffers::overBudget).sum();
    long ringFull = loops.stream().mapToLong(LoopOffers::ringFull).sum();
    if (last) {
      overBudget += loops.stream().mapToLong(LoopOffers::waiting).sum();
    }
    tally.leftOut(overBudget, ringFull);
    if (!last && nowNanos - toldNanos < LEFT_OUT_NANOS) {
      return 0;
    }
    toldNanos = nowNanos;
    return overBudget + ringFull + notWritten - told;
  }

  private void flush(long untold, boolean writable) throws IOException {
    if (untold > 0) {
      RecordCodec.write(new JournalRecord.LeftOut(wallClock.millis(), untold), sink);
    }
    boolean written = false;
    try {
      written = writable && sink.length() > 0 && files.append(sink.buffer(), Purpose.EVENTS);
    } finally {
      if (written) {
        told += untold;
        tally.events(events);
        tally.bytes(sink.length());
      } else {
        leaveOut(weight);
      }
      events = 0;
      weight = 0;
      sink.clear();
    }
  }

  private void leaveOut(long requests) {
    notWritten += requests;
    tally.notWritten(requests);
  }
}
