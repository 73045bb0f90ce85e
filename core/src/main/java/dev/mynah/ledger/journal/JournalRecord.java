package dev.mynah.ledger.journal;

/** What a reader gets, in the order it was written. */
public sealed interface JournalRecord {
  /** Counts. */
  record Counts(Frame frame) implements JournalRecord {}

  /** A request. */
  record Hit(HitEvent event) implements JournalRecord {}

  /**
   * Requests that have no event of their own: left out because of the budget or a full ring.
   *
   * @param count requests since the last such record
   */
  record LeftOut(long timeMillis, long count) implements JournalRecord {}

  /**
   * Something is missing here: files deleted before they were read, or bytes that make no sense.
   * Counts are whole again with the next complete frame.
   *
   * @param bytes how much, as far as can be known
   * @param why for the log
   */
  record Gap(long bytes, String why) implements JournalRecord {}
}
