package dev.mynah.exporter.live;

import dev.mynah.exporter.series.CountReader;
import dev.mynah.exporter.series.Labels;
import dev.mynah.exporter.series.Resolution;
import dev.mynah.exporter.series.Selection;
import dev.mynah.exporter.series.Series;
import dev.mynah.exporter.series.TimeRange;
import dev.mynah.ledger.LedgerReader;
import dev.mynah.ledger.SeriesKey;
import dev.mynah.ledger.journal.Frame;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Stored counts, and what the ledger counted since they were stored. Whoever reads asks the store
 * up to which frame it reads, and takes from the ledger what that frame had told: so nobody waits
 * for a write, and what is being written is neither read twice nor not at all. Any thread.
 */
public final class OpenMinute implements CountReader {
  /** In every frame but a ledger's first; says that its target lives. */
  private static final String SIGN = "mynah_ledger_open";

  private final CountReader stored;
  private final UnstoredCounts ledger;
  private final SeriesNames names;
  private volatile Known known = new Known(StoredLedger.unknown(), StoredLedger.unknown(), null);

  /**
   * States of the ledger at which the store may be met.
   *
   * @param before the last write
   * @param now after it
   * @param coming after the write that is under way
   */
  private record Known(StoredLedger before, StoredLedger now, @Nullable StoredLedger coming) {
    Known at(StoredLedger next) {
      return new Known(now, next, null);
    }

    Optional<StoredLedger> find(Mark mark) {
      return Stream.of(Optional.ofNullable(coming), Optional.of(now), Optional.of(before))
          .flatMap(Optional::stream)
          .filter(state -> state.isAt(mark))
          .findFirst();
    }
  }

  /**
   * Nothing is known to be stored yet.
   *
   * @param ledger used by one thread at a time
   * @param names of series of this ledger
   */
  public OpenMinute(CountReader stored, LedgerReader ledger, SeriesNames names, Clock clock) {
    this.stored = stored;
    this.ledger = new UnstoredCounts(ledger, clock);
    this.names = names;
  }

  /** Takes up where the store is, as it may have been filled before this process began. */
  public void begin(String sourceId) {
    StoredLedger there =
        stored.lastFrame(sourceId).map(StoredLedger::of).orElseGet(StoredLedger::none);
    change(states -> states.at(there));
  }

  /** Runs what stores frames, and tells of it by {@link #stored}. */
  public void storing(List<Frame> frames, Runnable store) {
    change(states -> new Known(states.before(), states.now(), states.now().with(frames)));
    try {
      store.run();
    } finally {
      change(states -> new Known(states.before(), states.now(), null));
    }
  }

  /** Counts that are in the store now, in the order of the journal. */
  public void stored(List<Frame> frames) {
    change(states -> frames.isEmpty() ? states : states.at(states.now().with(frames)));
  }

  /** Nothing more is in the journal now: a complete frame has been met with all its parts. */
  public void caughtUp() {
    change(states -> new Known(states.before(), states.now().caughtUp(), states.coming()));
  }

  private synchronized void change(UnaryOperator<Known> step) {
    known = step.apply(known);
  }

  /** Those in the store, and those that the ledger has and the store will. */
  @Override
  public List<Series> series(Selection selection) {
    List<Series> all = stored.series(selection);
    UnstoredCounts.Open open = ledger.since(known.now());
    if (open == null) {
      return all;
    }
    Set<SeriesKey> there = new HashSet<>();
    all.forEach(series -> there.add(SeriesNames.keyOf(series)));
    List<Series> more = new ArrayList<>(all);
    for (SeriesKey key : open.all()) {
      Series series = names.of(key);
      if (selection.accepts(series) && !there.contains(key)) {
        more.add(series);
      }
    }
    return more;
  }

  @Override
  public void read(Selection selection, TimeRange range, Resolution resolution, Sink sink) {
    stored.read(selection, range, resolution, sink);
  }

  @Override
  public void readAll(Selection selection, List<Piece> pieces, Sink sink) {
    stored.readAll(selection, pieces, sink);
  }

  /** As they are stored; and that the ledger is open, in the minute under way. */
  @Override
  public void readGauges(GaugeSelection selection, TimeRange range, GaugeSink sink) {
    Labels target = names.target(selection.matchers()).orElse(null);
    if (target == null || !selection.names().contains(SIGN)) {
      stored.readGauges(selection, range, sink);
      return;
    }
    StoredLedger now = known.now();
    AtomicBoolean told = new AtomicBoolean();
    stored.readGauges(
        selection,
        range,
        (name, labels, time, value) -> {
          boolean ours = name.equals(SIGN) && labels.equals(target);
          told.compareAndSet(false, ours && time >= now.openMillis());
          sink.value(name, labels, time, value);
        });
    UnstoredCounts.Open open = told.get() ? null : ledger.since(now);
    if (open != null && range.contains(open.startMillis())) {
      sink.value(SIGN, target, open.startMillis(), 1);
    }
  }

  /** Before the first frame of all, minutes are closed up to the one in which counting began. */
  @Override
  public Coverage coverage() {
    Coverage coverage = stored.coverage();
    if (coverage.closedUntilMillis() > 0 || coverage.minutesFromMillis() > 0) {
      return coverage;
    }
    UnstoredCounts.Open open = ledger.since(known.now());
    return open == null ? coverage : new Coverage(open.startMillis(), 0, 0, 0, open.startMillis());
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
    StoredLedger[] at = {known.now()};
    stored.readMinutes(
        names.sourceId(),
        (mark, lastFrame) -> at[0] = found(mark, lastFrame),
        selection,
        minutes,
        sink);
    tell(ledger.since(at[0]), selection, sink);
  }

  private StoredLedger found(Mark mark, Supplier<Optional<LastFrame>> lastFrame) {
    if (mark.equals(Mark.NONE)) {
      return StoredLedger.none();
    }
    return known
        .find(mark)
        .or(() -> lastFrame.get().map(StoredLedger::of))
        .orElseGet(StoredLedger::unknown);
  }

  @Override
  public void readOpenMinute(Selection selection, Sink sink) {
    tell(ledger.since(known.now()), selection, sink);
  }

  private void tell(UnstoredCounts.@Nullable Open open, Selection selection, Sink sink) {
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
}
