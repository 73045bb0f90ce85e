package dev.mynah.exporter.live;

import dev.mynah.ledger.Buckets;
import dev.mynah.ledger.Family;
import dev.mynah.ledger.LedgerSnapshot;
import dev.mynah.ledger.SeriesKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The counts of a ledger by series, in the layout of each family's kind. */
final class LedgerWords {
  /** Where {@link Family.Kind#REQUESTS} has its moments. */
  static final int FIRST_HIT = 3;

  static final int LAST_HIT = 4;

  private LedgerWords() {}

  static Map<SeriesKey, long[]> of(LedgerSnapshot snapshot) {
    Map<SeriesKey, long[]> words = new HashMap<>();
    for (LedgerSnapshot.Hits h : snapshot.hits()) {
      List<String> labels = List.of(h.route(), h.method(), h.code(), h.outcome(), h.protocol());
      words.put(
          new SeriesKey(Family.REQUESTS, labels),
          new long[] {
            h.requests(), h.bytesIn(), h.bytesOut(), h.firstHitMillis(), h.lastHitMillis()
          });
    }
    for (LedgerSnapshot.Count count : snapshot.counts()) {
      words.put(new SeriesKey(count.family(), count.labelValues()), new long[] {count.value()});
    }
    for (LedgerSnapshot.Histogram histogram : snapshot.histograms()) {
      long[] all = new long[1 + Buckets.COUNT];
      all[0] = histogram.sumNanos();
      for (int bucket = 0; bucket < Buckets.COUNT; bucket++) {
        all[1 + bucket] = histogram.bucket(bucket);
      }
      words.put(new SeriesKey(histogram.family(), histogram.labelValues()), all);
    }
    return words;
  }

  /** What came to be since; null when nothing did. */
  static long @org.jspecify.annotations.Nullable [] difference(
      Family.Kind kind, long[] now, long[] before) {
    long[] difference = new long[now.length];
    boolean any = false;
    boolean requests = kind == Family.Kind.REQUESTS;
    for (int i = 0; i < now.length; i++) {
      boolean moment = requests && i >= FIRST_HIT;
      difference[i] = moment ? now[i] : Math.max(0, now[i] - before[i]);
      any |= !moment && difference[i] > 0;
    }
    if (requests && before[0] > 0) {
      difference[FIRST_HIT] = now[LAST_HIT];
    }
    return any ? difference : null;
  }
}
