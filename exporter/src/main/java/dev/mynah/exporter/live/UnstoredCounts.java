package dev.mynah.exporter.live;

import dev.mynah.ledger.Family;
import dev.mynah.ledger.LedgerReader;
import dev.mynah.ledger.LedgerSnapshot;
import dev.mynah.ledger.SeriesKey;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a ledger counted since a frame. Any thread; they wait for each other's look at it only. */
final class UnstoredCounts {
  private static final Logger LOG = LoggerFactory.getLogger(UnstoredCounts.class);
  private static final long MINUTE_MILLIS = 60_000;

  /** What a ledger holds that began no longer ago will be in minutes, as its first frame says. */
  private static final long YOUNG_MILLIS = 2 * MINUTE_MILLIS;

  private final LedgerReader ledger;
  private final Clock clock;
  private boolean troubled;

  /**
   * What is not stored.
   *
   * @param startMillis of the minute that it is in
   * @param all series that the ledger has, none while others are stored than are known
   * @param words of those that gained something
   */
  record Open(long startMillis, Set<SeriesKey> all, Map<SeriesKey, long[]> words) {}

  UnstoredCounts(LedgerReader ledger, Clock clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /** What was counted since; null where that cannot be told. */
  @Nullable Open since(StoredLedger stored) {
    LedgerSnapshot now = read();
    if (now == null || !now.present()) {
      return null;
    }
    StoredLedger before = stored;
    long start = stored.openMillis();
    if (now.ledgerId() != stored.ledgerId()) {
      long began = now.startTime().toEpochMilli();
      if (!stored.knowsAll() || Math.abs(clock.millis() - began) > YOUNG_MILLIS) {
        return null;
      }
      before = StoredLedger.none();
      start = began / MINUTE_MILLIS * MINUTE_MILLIS;
    }
    return open(now, before, start);
  }

  private static Open open(LedgerSnapshot now, StoredLedger before, long startMillis) {
    Set<SeriesKey> all = new HashSet<>();
    Map<SeriesKey, long[]> words = new HashMap<>();
    now.eachSeries(
        (key, value) -> {
          // Counts move to the removed routes at a start, and are in no frame there.
          if (before.knowsAll() && !key.label(Family.ROUTE).equals(Family.REMOVED)) {
            all.add(key);
          }
          add(words, before, key, value);
        });
    return new Open(startMillis, all, words);
  }

  private static void add(
      Map<SeriesKey, long[]> words, StoredLedger stored, SeriesKey key, long[] now) {
    long[] before = stored.words().get(key);
    if (before == null && stored.knowsAll() && !key.label(Family.ROUTE).equals(Family.REMOVED)) {
      before = new long[now.length];
    }
    long[] since = before == null ? null : WordsSince.of(key.family().kind(), now, before);
    if (since != null) {
      words.put(key, since);
    }
  }

  private synchronized @Nullable LedgerSnapshot read() {
    try {
      LedgerSnapshot now = ledger.read();
      troubled = false;
      return now;
    } catch (IOException e) {
      if (!troubled) {
        LOG.warn(
            "Answers end with the last stored minute, the ledger cannot be read: {}", e.toString());
      }
      troubled = true;
      return null;
    }
  }
}
