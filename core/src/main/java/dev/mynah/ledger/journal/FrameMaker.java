package dev.mynah.ledger.journal;

import dev.mynah.ledger.Family;
import dev.mynah.ledger.LedgerReader;
import dev.mynah.ledger.LedgerSnapshot;
import dev.mynah.ledger.SeriesKey;
import dev.mynah.ledger.journal.Frame.GaugeValue;
import dev.mynah.ledger.journal.Frame.Value;
import dev.mynah.ledger.journal.FrameSpans.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes frames of what the ledger has come to. Nothing counts as told before {@link #written}: a
 * frame that could not be written is made again, over a longer span.
 *
 * <p>What was last told of a series is one number, the sum of its words: words only ever grow, so
 * the sum changes when one of them does.
 *
 * <p>One thread.
 */
final class FrameMaker {
  /** A start that finds later hits than this after the last frame finds hits nobody watched. */
  private static final long WATCHED_MILLIS = 120_000;

  private final LedgerReader ledger;
  private final FrameSpans spans;
  private final Map<SeriesKey, Long> told = new HashMap<>();
  private long sequence = 1;
  private @Nullable Long lastToMillis;

  /** Frames of one span, and the span. */
  record Draft(List<Frame> frames, Span span) {}

  FrameMaker(LedgerReader ledger, FrameSpans spans) {
    this.ledger = ledger;
    this.spans = spans;
  }

  /** Goes on after the newest frame of an earlier process. */
  void after(Frame last, long ledgerId) {
    sequence = last.sequence() + 1;
    if (last.ledgerId() == ledgerId) {
      lastToMillis = last.toMillis();
    }
  }

  /** Whether it is time for the next. */
  boolean isDue() {
    return spans.isDue();
  }

  /** What the ledger holds that no frame has told yet, at the start of a process. */
  Draft first() throws IOException {
    LedgerSnapshot snapshot = ledger.read();
    long from = lastToMillis == null ? snapshot.startTime().toEpochMilli() : lastToMillis;
    long to = Math.max(from, snapshot.lastHitMillis());
    boolean unwatched = to - from > WATCHED_MILLIS;
    return draft(snapshot, new Span(from, to), true, unwatched, List.of());
  }

  /** The first after a while in which none were written. */
  Draft afterPause(List<GaugeValue> gauges) throws IOException {
    LedgerSnapshot snapshot = ledger.read();
    long from = lastToMillis == null ? snapshot.startTime().toEpochMilli() : lastToMillis;
    spans.begin();
    long to = Math.max(from, spans.next().toMillis());
    return draft(snapshot, new Span(from, to), true, true, gauges);
  }

  /**
   * The next.
   *
   * @param complete whether series that did not change are in it
   */
  Draft next(boolean complete, List<GaugeValue> gauges) throws IOException {
    Span span = spans.next();
    return draft(ledger.read(), span, complete, false, gauges);
  }

  /** These frames are in the file. */
  void written(Draft draft, boolean spanGoesOn) {
    for (Frame frame : draft.frames()) {
      frame.values().forEach(value -> told.put(value.key(), sum(value.words())));
      sequence = frame.sequence() + 1;
    }
    lastToMillis = draft.span().toMillis();
    if (spanGoesOn) {
      spans.ended(draft.span());
    } else {
      spans.begin();
    }
  }

  private Draft draft(
      LedgerSnapshot snapshot,
      Span span,
      boolean complete,
      boolean unwatched,
      List<GaugeValue> gauges) {
    List<Value> values = new ArrayList<>();
    snapshot.eachSeries(
        (key, words) -> {
          if (!key.label(Family.ROUTE).equals(Family.REMOVED) && (complete || isNews(key, words))) {
            values.add(new Value(key, words));
          }
        });
    List<Frame> frames = new ArrayList<>();
    int at = 0;
    do {
      int end = Math.min(values.size(), at + FrameCodec.MOST_VALUES);
      frames.add(
          new Frame(
              snapshot.ledgerId(),
              sequence + frames.size(),
              span.fromMillis(),
              span.toMillis(),
              complete,
              unwatched,
              values.subList(at, end),
              at == 0 ? gauges : List.of()));
      at = end;
    } while (at < values.size());
    return new Draft(frames, span);
  }

  private boolean isNews(SeriesKey key, long[] words) {
    Long before = told.get(key);
    return before == null ? sum(words) != 0 : before != sum(words);
  }

  private static long sum(long[] words) {
    long sum = 0;
    for (long word : words) {
      sum += word;
    }
    return sum;
  }
}
