package dev.mynah.exporter.store;

import dev.mynah.ledger.Family;
import dev.mynah.ledger.SeriesKey;
import dev.mynah.ledger.SeriesSum;
import dev.mynah.ledger.journal.Frame;
import dev.mynah.ledger.journal.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A ledger made by hand that writes frames, as an agent would. */
final class MadeLedger {
  private final Map<SeriesKey, long[]> sums = new LinkedHashMap<>();
  private final Set<SeriesKey> changed = new LinkedHashSet<>();
  private final List<Frame.GaugeValue> gauges = new ArrayList<>();
  private long ledgerId = 1;
  private long sequence;
  private long offset;

  static SeriesKey requests(String route, String code, String outcome) {
    return new SeriesKey(Family.REQUESTS, List.of(route, "GET", code, outcome, "http/1.1"));
  }

  static SeriesKey timing(String route, String outcome) {
    return new SeriesKey(Family.TIMING, List.of(route, outcome));
  }

  /** Counts requests that end at a moment. */
  MadeLedger hit(SeriesKey key, long requests, long atMillis) {
    return add(key, new long[] {requests, requests * 10, requests * 100, atMillis, atMillis});
  }

  /** Counts so many durations in a bucket. */
  MadeLedger took(SeriesKey key, int bucket, long count) {
    long[] words = new long[Family.Kind.HISTOGRAM.words()];
    words[0] = count * 1_000_000;
    words[1 + bucket] = count;
    return add(key, words);
  }

  MadeLedger add(SeriesKey key, long[] words) {
    long[] sum = sums.computeIfAbsent(key, k -> new long[k.family().kind().words()]);
    SeriesSum.add(key.family().kind(), sum, words);
    changed.add(key);
    return this;
  }

  MadeLedger gauge(String name, double value) {
    gauges.add(new Frame.GaugeValue(name, List.of(), List.of(), value));
    return this;
  }

  /** Begins anew, as after a lost file. */
  void beginAnew() {
    ledgerId++;
    sums.clear();
    changed.clear();
  }

  long[] sum(SeriesKey key) {
    return sums.get(key);
  }

  Map<SeriesKey, long[]> sums() {
    return sums;
  }

  /** What changed. */
  Frame frame(long from, long to) {
    return frame(from, to, false, false);
  }

  Frame complete(long from, long to) {
    return frame(from, to, true, false);
  }

  Frame unwatched(long from, long to) {
    return frame(from, to, true, true);
  }

  /** A frame that nobody will read. */
  void lose(long from, long to) {
    frame(from, to);
  }

  private Frame frame(long from, long to, boolean complete, boolean unwatched) {
    Set<SeriesKey> told = complete ? sums.keySet() : changed;
    List<Frame.Value> values =
        told.stream().map(key -> new Frame.Value(key, sums.get(key).clone())).toList();
    changed.clear();
    Frame frame = new Frame(ledgerId, ++sequence, from, to, complete, unwatched, values, gauges);
    gauges.clear();
    return frame;
  }

  Position position() {
    return offset == 0 ? Position.START : new Position(1, offset);
  }

  /** Where a batch ends. */
  Position next() {
    offset += 100;
    return position();
  }
}
