package dev.mynah.dashboards.rule;

/**
 * From which values on something is wrong: alerts fire there, and panels change their colour.
 * Shares are of 1, times in seconds, rates by the second. Where each number comes from is in
 * decision 0091.
 */
public final class Thresholds {
  /** Requests that are promised to be answered well. */
  public static final double SLO_TARGET = 0.999;

  /** What may fail of all requests; {@code 1 - SLO_TARGET}, without its rounding. */
  public static final double ERROR_BUDGET = 0.001;

  /** Times faster than allowed at which two percent of a month's budget go in an hour. */
  public static final double BURN_PAGE_FAST = 14.4;

  /** Times faster than allowed at which five percent of a month's budget go in six hours. */
  public static final double BURN_PAGE_SLOW = 6;

  /** Times faster than allowed at which ten percent of a month's budget go in a day. */
  public static final double BURN_TICKET_FAST = 3;

  /** Times faster than allowed at which ten percent of a month's budget go in three days. */
  public static final double BURN_TICKET_SLOW = 1;

  /** Share of failed requests at which the slower page begins. */
  public static final double ERROR_RATIO_WARNING = 0.006;

  /** Share of failed requests at which the faster page begins. */
  public static final double ERROR_RATIO_CRITICAL = 0.0144;

  /** Below so many by the second a share says nothing, and no alert looks at it. */
  public static final double LEAST_RATE = 0.1;

  /** Outcomes whose 5xx answers are meant: they were configured to be given. */
  public static final String MEANT_OUTCOMES = "mock|fault";

  /** 99th percentile of answers. */
  public static final double LATENCY_P99 = 1;

  /** 99th percentile of calls to upstreams. */
  public static final double UPSTREAM_LATENCY_P99 = 2;

  /** Share of attempts at an upstream that had a 5xx answer or none. */
  public static final double UPSTREAM_FAILED = 0.05;

  /** Share of attempts at an upstream that were made again. */
  public static final double UPSTREAM_RETRIED = 0.05;

  /** Requests by the second that no route claimed. */
  public static final double UNMATCHED_RATE = 0.1;

  /** Share of lookups that the cache answers, below which it is not worth its memory. */
  public static final double CACHE_HIT_RATIO_LOW = 0.2;

  /** Answers pushed out of the cache for want of room, by answer stored. */
  public static final double CACHE_EVICTED = 0.5;

  /** Requests refused for a reused idempotency key: any is a client's fault. */
  public static final double DEDUP_CONFLICTS = 0;

  /** Share of any other bounded room: connections, file descriptors, direct memory. */
  public static final double FILL = 0.9;

  /** Share of the ledger's file. */
  public static final double LEDGER_FILL = 0.9;

  /** Share of the journal that waits to be read; at 1 it is deleted unread. */
  public static final double JOURNAL_FILL = 0.5;

  /** Share of the store's cap; retention begins to delete early at 1. */
  public static final double STORE_FILL = 0.95;

  /** Share of the budget of series. */
  public static final double SERIES_FILL = 0.9;

  /** Share of the heap that is in use; alerts look at what a collection left. */
  public static final double HEAP_FILL = 0.85;

  /** Days that a certificate is still good for. */
  public static final double CERTIFICATE_DAYS_WARNING = 14;

  /** As {@link #CERTIFICATE_DAYS_WARNING}, when nobody did anything about it. */
  public static final double CERTIFICATE_DAYS_CRITICAL = 3;

  /** How late a due task of an event loop may be. */
  public static final double LOOP_LAG = 0.1;

  /** Age of the newest counts in the store, which come each minute. */
  public static final double TAIL_LAG = 150;

  /** Time since coarser counts were last made of finer ones. */
  public static final double ROLLUP_AGE = 600;

  /** Starts of one process within half an hour that make a loop. */
  public static final double RESTARTS = 3;

  private Thresholds() {}
}
