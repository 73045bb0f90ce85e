package dev.mynah.ledger;

/**
 * The hits of one route that were answered alike: same method, status code, outcome and protocol.
 * Adding belongs to the slot's event loop.
 */
public final class HitSeries {
  /** The word of {@code REQUESTS} that counts requests. */
  public static final int REQUESTS = 0;

  /** Bytes of request bodies. */
  public static final int BYTES_IN = 1;

  /** Bytes of answer bodies. */
  public static final int BYTES_OUT = 2;

  /** The moment of the first hit; 0 when there is none. */
  public static final int FIRST_HIT = 3;

  /** The moment of the last hit; 0 when there is none. */
  public static final int LAST_HIT = 4;

  private final Words words;

  HitSeries(Words words) {
    this.words = words;
  }

  /**
   * Counts one request; called just before the answer's head is written, so that every answer a
   * client received has been counted.
   *
   * @param nowMillis wall clock, read once per turn of the event loop
   */
  public void request(long nowMillis) {
    if (words.own(FIRST_HIT) == 0) {
      words.write(FIRST_HIT, nowMillis);
    }
    if (words.own(LAST_HIT) < nowMillis) {
      words.write(LAST_HIT, nowMillis);
    }
    words.add(REQUESTS, 1);
  }

  /** Adds what the request and its answer carried; called when the answer ends. */
  public void bytes(long bytesIn, long bytesOut) {
    if (bytesIn > 0) {
      words.add(BYTES_IN, bytesIn);
    }
    if (bytesOut > 0) {
      words.add(BYTES_OUT, bytesOut);
    }
  }
}
