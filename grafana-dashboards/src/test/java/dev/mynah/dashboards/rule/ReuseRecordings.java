package dev.mynah.dashboards.rule;

import java.util.List;

/** What was answered without asking again, for each job. */
final class ReuseRecordings {
  private static final String LEVEL = "namespace_job:";

  static final String CACHE_LOOKUPS = LEVEL + "mynah_cache_lookups:rate5m";

  static final String CACHE_HIT_RATIO = LEVEL + "mynah_cache_hits_per_lookups:ratio_rate5m";

  /** Pushed out for want of room, by answer stored. */
  static final String CACHE_EVICTED = LEVEL + "mynah_cache_evictions_per_stored:ratio_rate5m";

  private static final String SAVED = LEVEL + "mynah_saved_upstream_calls:rate5m";
  private static final String DEDUP_RATIO = LEVEL + "mynah_dedup_hits_per_lookups:ratio_rate5m";

  private ReuseRecordings() {}

  static List<Recording> all() {
    return List.of(
        new Recording(SAVED, summed("mynah_saved_upstream_calls_total")),
        new Recording(CACHE_LOOKUPS, summed("mynah_cache_lookups_total")),
        new Recording(CACHE_HIT_RATIO, Ask.share(summed("mynah_cache_hits_total"), CACHE_LOOKUPS)),
        new Recording(
            CACHE_EVICTED,
            Ask.share(
                summed("mynah_cache_evictions_total{cause=~\"size|room\"}"),
                summed("mynah_cache_stored_total"))),
        new Recording(
            DEDUP_RATIO,
            Ask.share(summed("mynah_dedup_hits_total"), summed("mynah_dedup_lookups_total"))));
  }

  private static String summed(String counter) {
    return Ask.sum(Ask.rate(counter));
  }
}
