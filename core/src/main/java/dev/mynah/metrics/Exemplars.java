package dev.mynah.metrics;

import dev.mynah.ledger.Buckets;
import dev.mynah.ledger.Outcome;
import io.prometheus.client.exemplars.Exemplar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * For each duration bucket the trace of one late request, so that a graph leads to a trace.
 *
 * <p>Whoever answers keeps the {@link Slot} of a route and outcome and offers to it from any event
 * loop. An offer costs a comparison while the bucket has a fresh one, and two short strings when it
 * takes the new one: at most once a second and bucket. There are at most {@link #MAX_SLOTS} slots;
 * beyond that offers go nowhere.
 */
public final class Exemplars {
  static final int MAX_SLOTS = 500;

  private static final long FRESH_MILLIS = 1_000;
  private static final int BUCKETS = Buckets.EXPOSED.size() + 1;
  private static final Slot NOWHERE = new Slot(0);

  private final Map<List<String>, Slot> slots = new ConcurrentHashMap<>();
  private final boolean on;

  Exemplars(boolean on) {
    this.on = on;
  }

  /** The slot of one series of durations, the same object each time. */
  public Slot slot(String route, Outcome outcome) {
    if (!on) {
      return NOWHERE;
    }
    List<String> key = List.of(route, outcome.label());
    Slot known = slots.get(key);
    if (known != null) {
      return known;
    }
    return slots.size() >= MAX_SLOTS
        ? NOWHERE
        : slots.computeIfAbsent(key, series -> new Slot(BUCKETS));
  }

  /** One per bucket, with gaps; empty where nothing was offered or labels are left out. */
  List<@Nullable Exemplar> of(List<String> labelValues) {
    Slot slot = slots.get(labelValues);
    List<@Nullable Exemplar> found = new ArrayList<>();
    for (int i = 0; slot != null && i < BUCKETS; i++) {
      Taken taken = slot.taken.get(i);
      found.add(taken == null ? null : taken.exemplar());
    }
    return found;
  }

  /** What a bucket holds; the exemplar itself is made when it is scraped. */
  private record Taken(String traceId, String spanId, long nanos, long millis) {
    Exemplar exemplar() {
      return new Exemplar(nanos / 1e9, millis, "trace_id", traceId, "span_id", spanId);
    }
  }

  /** The exemplars of one series. */
  public static final class Slot {
    private final AtomicReferenceArray<@Nullable Taken> taken;

    Slot(int buckets) {
      this.taken = new AtomicReferenceArray<>(buckets);
    }

    /**
     * Offers a request that has ended.
     *
     * @param traceparent as the client sent it (W3C Trace Context); anything malformed is ignored
     * @param nowMillis wall clock
     */
    public void offer(long durationNanos, CharSequence traceparent, long nowMillis) {
      if (taken.length() == 0) {
        return;
      }
      int bucket = bucket(durationNanos);
      Taken before = taken.get(bucket);
      if (before != null && nowMillis - before.millis() < FRESH_MILLIS) {
        return;
      }
      if (Traceparent.isValid(traceparent)) {
        taken.set(
            bucket,
            new Taken(
                Traceparent.traceId(traceparent),
                Traceparent.spanId(traceparent),
                durationNanos,
                nowMillis));
      }
    }

    private static int bucket(long nanos) {
      int bucket = 0;
      while (bucket < BUCKETS - 1 && nanos > Buckets.largestNanos(Buckets.EXPOSED.get(bucket))) {
        bucket++;
      }
      return bucket;
    }
  }
}
