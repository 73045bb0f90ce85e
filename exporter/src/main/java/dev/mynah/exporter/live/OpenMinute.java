package dev.mynah.exporter.live;

import dev.mynah.exporter.series.CountReader;
import dev.mynah.exporter.series.Resolution;
import dev.mynah.exporter.series.Selection;
import dev.mynah.exporter.series.Series;
import dev.mynah.exporter.series.TimeRange;
import dev.mynah.ledger.Family;
import dev.mynah.ledger.LedgerReader;
import dev.mynah.ledger.LedgerSnapshot;
import dev.mynah.ledger.SeriesKey;
import dev.mynah.ledger.journal.Frame;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stored counts, and what the ledger counted since they were stored. It remembers what every series
 * had come to in the frames that the store took, which is as much as the ledger itself holds.
 *
 * <p>Until it has met every series, those it does not know are left out: their past would be taken
 * for this minute's. Any thread.
 */
public final class OpenMinute implements CountReader {
  private static final Logger LOG = LoggerFactory.getLogger(OpenMinute.class);
  private static final long MINUTE_MILLIS = 60_000;

  private final CountReader stored;
  private final LedgerReader ledger;
  private final SeriesNames names;
  private final ReentrantReadWriteLock storing = new ReentrantReadWriteLock(true);
  private final Map<SeriesKey, long[]> storedWords = new HashMap<>();
  private long ledgerId;
  private long upToMillis;
  private boolean complete;
  private boolean whole;
  private boolean troubled;

  /**
   * Nothing is known to be stored yet.
   *
   * @param ledger used by one thread at a time
   * @param names of series of this ledger
   */
  public OpenMinute(CountReader stored, LedgerReader ledger, SeriesNames names) {
    this.stored = stored;
    this.ledger = ledger;
    this.names = names;
  }

  /** Takes up where the store is, as it may have been filled before this process began. */
  public void begin(String sourceId) {
    stored.lastFrame(sourceId).ifPresent(this::begin);
  }

  private synchronized void begin(LastFrame last) {
    storedWords.clear();
    storedWords.putAll(last.words());
    ledgerId = last.ledgerId();
    upToMillis = last.toMillis();
    whole = true;
    complete = false;
  }

  /** Runs what stores and then tells of it, while nobody reads up to now. */
  public void storing(Runnable store) {
    storing.writeLock().lock();
    try {
      store.run();
    } finally {
      storing.writeLock().unlock();
    }
  }

  /** Counts that are in the store now, in the order of the journal. */
  public synchronized void stored(List<Frame> frames) {
    for (Frame frame : frames) {
      if (frame.ledgerId() != ledgerId) {
        storedWords.clear();
        ledgerId = frame.ledgerId();
        whole = false;
      }
      frame.values().forEach(value -> storedWords.put(value.key(), value.words()));
      upToMillis = frame.toMillis();
      complete |= frame.complete();
    }
  }

  /** Nothing more is in the journal now: a complete frame has been met with all its parts. */
  public synchronized void caughtUp() {
    whole |= complete;
    complete = false;
  }

  @Override
  public List<Series> series(Selection selection) {
    return stored.series(selection);
  }

  @Override
  public void read(Selection selection, TimeRange range, Resolution resolution, Sink sink) {
    stored.read(selection, range, resolution, sink);
  }

  @Override
  public void readGauges(GaugeSelection selection, TimeRange range, GaugeSink sink) {
    stored.readGauges(selection, range, sink);
  }

  @Override
  public Coverage coverage() {
    return stored.coverage();
  }

  @Override
  public void readBaseline(Selection selection, Sink sink) {
    stored.readBaseline(selection, sink);
  }

  @Override
  public void readTotals(Selection selection, Sink sink) {
    stored.readTotals(selection, sink);
  }

  @Override
  public Optional<LastFrame> lastFrame(String sourceId) {
    return stored.lastFrame(sourceId);
  }

  @Override
  public void readUpToNow(Selection selection, TimeRange minutes, Sink sink) {
    storing.readLock().lock();
    try {
      read(selection, minutes, Resolution.MINUTE, sink);
      readOpenMinute(selection, sink);
    } finally {
      storing.readLock().unlock();
    }
  }

  @Override
  public void readOpenMinute(Selection selection, Sink sink) {
    Open open = open();
    if (open == null) {
      return;
    }
    names.refresh(stored, open.words().keySet());
    open.words()
        .forEach(
            (key, words) -> {
              Series series = names.of(key);
              if (selection.accepts(series)) {
                sink.value(series, open.startMillis(), words);
              }
            });
  }

  /** What was counted and is not stored. */
  private record Open(long startMillis, Map<SeriesKey, long[]> words) {}

  private synchronized @Nullable Open open() {
    if (upToMillis == 0) {
      return null;
    }
    LedgerSnapshot now = read();
    if (now == null || !now.present() || now.ledgerId() != ledgerId) {
      return null;
    }
    Map<SeriesKey, long[]> words = new HashMap<>();
    now.eachSeries((key, value) -> add(words, key, value));
    return new Open(upToMillis / MINUTE_MILLIS * MINUTE_MILLIS, words);
  }

  /** Counts move to the removed routes at a start, and are in no frame there. */
  private void add(Map<SeriesKey, long[]> words, SeriesKey key, long[] now) {
    long[] before = storedWords.get(key);
    if (before == null && whole && !key.label(Family.ROUTE).equals(Family.REMOVED)) {
      before = new long[now.length];
    }
    long[] since = before == null ? null : WordsSince.of(key.family().kind(), now, before);
    if (since != null) {
      words.put(key, since);
    }
  }

  private @Nullable LedgerSnapshot read() {
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
