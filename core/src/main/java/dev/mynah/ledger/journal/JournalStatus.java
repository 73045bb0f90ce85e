package dev.mynah.ledger.journal;

/**
 * How the journal stands, since the start of the process.
 *
 * @param events that were written
 * @param leftOut requests without an event of their own
 * @param frames that were written
 * @param writtenBytes all together
 * @param files that there are now
 * @param writeFailures attempts to write that failed; what was left is tried again
 * @param detail one sentence for people; empty when all is well
 */
public record JournalStatus(
    State state,
    long events,
    LeftOut leftOut,
    long frames,
    long writtenBytes,
    Files files,
    long writeFailures,
    String detail) {

  /** Whether it is written. */
  public enum State {
    /** No: it is switched off, or there is no data directory. */
    OFF,
    /** Not now: nobody has read it within 30 days. */
    WAITING,
    /** Yes. */
    ON
  }

  /**
   * Requests without an event, by what was in the way.
   *
   * @param budget more requests than events in a second are wanted
   * @param ring more events than the journal's thread could take
   * @param disk the events were there and could not be written, or had to leave room for counts
   */
  public record LeftOut(long budget, long ring, long disk) {
    /** For whatever reason. */
    public long total() {
      return budget + ring + disk;
    }
  }

  /**
   * The files.
   *
   * @param bytes what they take
   * @param capacityBytes what they may take
   * @param unreadBytes what the slowest reader has still before it; 0 when nobody reads
   * @param deletedUnreadBytes what had to be deleted before the slowest reader came to it
   */
  public record Files(long bytes, long capacityBytes, long unreadBytes, long deletedUnreadBytes) {}

  static JournalStatus off(String detail) {
    return new JournalStatus(
        State.OFF, 0, new LeftOut(0, 0, 0), 0, 0, new Files(0, 0, 0, 0), 0, detail);
  }
}
