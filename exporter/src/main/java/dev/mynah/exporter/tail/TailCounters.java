package dev.mynah.exporter.tail;

import dev.mynah.ledger.journal.JournalRecord;

/** What {@link TailStatus} says. Written by the tailer's thread, read by any. */
final class TailCounters {
  private static final TailStatus START =
      new TailStatus("", 0, 0, 0, new TailStatus.Counters(0, 0, 0, 0, 0, 0, 0, 0));

  private volatile TailStatus now = START;

  TailStatus status(String trouble) {
    TailStatus s = now;
    return new TailStatus(
        trouble, s.backlogBytes(), s.queuedEvents(), s.storedUpToMillis(), s.counters());
  }

  void backlog(long bytes) {
    TailStatus s = now;
    now = new TailStatus("", bytes, s.queuedEvents(), s.storedUpToMillis(), s.counters());
  }

  void queued(int events) {
    TailStatus s = now;
    now = new TailStatus("", s.backlogBytes(), events, s.storedUpToMillis(), s.counters());
  }

  void stored(Piece piece) {
    TailStatus s = now;
    TailStatus.Counters c = s.counters();
    long lost = piece.gaps().stream().mapToLong(JournalRecord.Gap::bytes).sum();
    TailStatus.Counters next =
        new TailStatus.Counters(
            c.batches() + 1,
            c.failures(),
            c.frames() + piece.frames().size(),
            c.events() + piece.entries().size(),
            c.leftOut() + piece.leftOut(),
            c.gaps() + piece.gaps().size(),
            c.lostBytes() + lost,
            c.givenUp());
    long upTo = Math.max(s.storedUpToMillis(), piece.upToMillis());
    now = new TailStatus("", s.backlogBytes(), 0, upTo, next);
  }

  void failed() {
    TailStatus s = now;
    TailStatus.Counters c = s.counters();
    with(s, c, c.failures() + 1, c.givenUp());
  }

  void gaveUp(int events) {
    TailStatus s = now;
    TailStatus.Counters c = s.counters();
    with(s, c, c.failures(), c.givenUp() + events);
  }

  private void with(TailStatus s, TailStatus.Counters c, long failures, long givenUp) {
    TailStatus.Counters next =
        new TailStatus.Counters(
            c.batches(),
            failures,
            c.frames(),
            c.events(),
            c.leftOut(),
            c.gaps(),
            c.lostBytes(),
            givenUp);
    now = new TailStatus("", s.backlogBytes(), s.queuedEvents(), s.storedUpToMillis(), next);
  }
}
