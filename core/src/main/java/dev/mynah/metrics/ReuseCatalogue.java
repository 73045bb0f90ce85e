package dev.mynah.metrics;

import static dev.mynah.metrics.Metric.counter;
import static dev.mynah.metrics.Metric.gauge;

import dev.mynah.ledger.Family;
import dev.mynah.metrics.Metric.Source;
import java.util.ArrayList;
import java.util.List;

/** The part of the {@link Catalogue} about answers that are given without asking again. */
public final class ReuseCatalogue {
  private static final List<Metric> DECLARED = new ArrayList<>();

  // The cache.

  /** Requests that were looked up in the cache. */
  public static final Family CACHE_LOOKUPS =
      ledger(
          counter(
                  "mynah_cache_lookups_total",
                  "Requests that were looked up in the cache; what bypasses it is not among them.",
                  "route")
              .history()
              .inMinimal());

  /** Requests answered from the store, fresh or stale, without a call. */
  public static final Family CACHE_HITS =
      ledger(
          counter(
                  "mynah_cache_hits_total",
                  "Requests answered from the cache without a call, fresh or stale.",
                  "route")
              .worry("The share of lookups falls: answers are not storable, or not for long.")
              .history()
              .inMinimal());

  /** Requests of cached routes that made a call, by the reason word of RFC 9211. */
  public static final Family CACHE_FORWARDS =
      ledger(
          counter(
                  "mynah_cache_forwards_total",
                  "Requests of cached routes that became a call, by the fwd word of Cache-Status.",
                  "route",
                  "reason")
              .history());

  /** Answers that were stored. */
  public static final Family CACHE_STORED =
      ledger(
          counter("mynah_cache_stored_total", "Answers that were stored.", "route")
              .worry("As high as the forwards while hits are few: every request has its own key.")
              .history());

  /** Requests that shared the call of another one. */
  public static final Family CACHE_COLLAPSED =
      ledger(
          counter(
                  "mynah_cache_collapsed_total",
                  "Requests answered by the call of another one that was under way.",
                  "route")
              .history());

  /** Stale answers given. */
  public static final Family CACHE_STALE_SERVED =
      ledger(
          counter(
                  "mynah_cache_stale_served_total",
                  "Stale answers given, while asking anew or because the upstream failed.",
                  "route")
              .worry("A steady rate without slow answers: the upstream fails behind the cache.")
              .history());

  /** Conditional calls; results are {@code not-modified}, {@code replaced} and {@code failed}. */
  public static final Family CACHE_REVALIDATIONS =
      ledger(
          counter(
                  "mynah_cache_revalidations_total",
                  "Conditional calls for stale answers, by result.",
                  "route",
                  "result")
              .history());

  /** Readers of a shared answer that were cut off. */
  public static final Family CACHE_READERS_RESET =
      ledger(
          counter(
                  "mynah_cache_readers_reset_total",
                  "Clients cut off because they read a shared answer too slowly to follow it.",
                  "route")
              .worry("Above 0: large answers that are not stored meet very unequal clients."));

  /** Answers in the cache. */
  public static final Metric CACHE_ENTRIES =
      declare(gauge("mynah_cache_entries", "Answers in the cache.").history().inMinimal());

  /** Memory the cache takes. */
  public static final Metric CACHE_BYTES =
      declare(
          gauge(
                  "mynah_cache_bytes",
                  "Memory that stored answers take, those on their way in included.")
              .history()
              .inMinimal());

  /** Memory the cache may take. */
  public static final Metric CACHE_CAPACITY =
      declare(
          gauge("mynah_cache_capacity_bytes", "Memory that stored answers may take.").inMinimal());

  /** Answers that went from the cache. */
  public static final Metric CACHE_EVICTIONS =
      declare(
          counter(
                  "mynah_cache_evictions_total",
                  "Answers that went from the cache, by cause.",
                  "cause")
              .worry("Cause size at a high rate: the cache is too small for what is asked.")
              .history());

  // The dedup window.

  /** Requests that were looked up in the dedup window. */
  public static final Family DEDUP_LOOKUPS =
      ledger(
          counter(
                  "mynah_dedup_lookups_total",
                  "Requests that were looked up in the dedup window.",
                  "route")
              .history());

  /** Duplicates answered with the first one's answer. */
  public static final Family DEDUP_HITS =
      ledger(
          counter(
                  "mynah_dedup_hits_total",
                  "Duplicates answered with the first one's answer.",
                  "route")
              .history()
              .inMinimal());

  /** Duplicates that waited for the first one. */
  public static final Family DEDUP_WAITED =
      ledger(
          counter(
                  "mynah_dedup_waited_total",
                  "Duplicates that waited for the first one to be answered.",
                  "route")
              .history());

  /** One idempotency key for two different requests. */
  public static final Family DEDUP_CONFLICTS =
      ledger(
          counter(
                  "mynah_dedup_conflicts_total",
                  "Requests refused because their idempotency key stands for another request.",
                  "route")
              .worry("Above 0: a client reuses keys."));

  /** Requests that the window let pass, by reason. */
  public static final Family DEDUP_SKIPPED =
      ledger(
          counter(
                  "mynah_dedup_skipped_total",
                  "Requests that the dedup window let pass, by reason.",
                  "route",
                  "reason")
              .worry("Steady: the limit on bodies or on memory is too small for this route."));

  // What was saved; {@code by} is cache or dedup.

  /** Calls that were not made. */
  public static final Family SAVED_CALLS =
      ledger(
          counter(
                  "mynah_saved_upstream_calls_total",
                  "Calls to upstreams that were not made, by cache or dedup.",
                  "route",
                  "by")
              .history()
              .inMinimal());

  /** Upstream time that was not waited for; add nanoseconds. */
  public static final Family SAVED_SECONDS =
      ledger(
          counter(
                  "mynah_saved_upstream_seconds_total",
                  "What the saved calls took when they were made, to the head of the answer.",
                  "route",
                  "by")
              .history());

  /** Bytes that upstreams did not send again. */
  public static final Family SAVED_BYTES =
      ledger(
          counter(
                  "mynah_saved_upstream_bytes_total",
                  "Bytes of bodies that upstreams did not send again.",
                  "route",
                  "by")
              .history());

  // The tier that replicas share.

  /** Questions to the shared tier. */
  public static final Metric SHARED_REQUESTS =
      declare(
          counter(
                  "mynah_shared_requests_total",
                  "Questions to the tier that replicas share, by operation and result.",
                  "op",
                  "result")
              .worry("Result error or timeout at any steady rate.")
              .history());

  /** Whether the shared tier is left alone for a while. */
  public static final Metric SHARED_CIRCUIT_OPEN =
      declare(
          gauge(
                  "mynah_shared_circuit_open",
                  "1 while the shared tier is not asked because it failed, else 0.")
              .worry("1: replicas keep to themselves.")
              .history());

  private ReuseCatalogue() {}

  static List<Metric> all() {
    return List.copyOf(DECLARED);
  }

  private static Metric declare(Metric metric) {
    DECLARED.add(metric);
    return metric;
  }

  private static Family ledger(Metric metric) {
    declare(metric.from(Source.LEDGER));
    return Family.counter(metric.name(), metric.labels().toArray(new String[0]));
  }
}
