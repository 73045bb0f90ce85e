package dev.mynah.agent.reuse.cache;

import dev.mynah.agent.http.ResponseHead;
import dev.mynah.agent.reuse.cache.CacheCounts.Revalidated;
import dev.mynah.agent.reuse.rules.Freshness;
import dev.mynah.agent.reuse.store.StoredAnswer;
import org.jspecify.annotations.Nullable;

/** The stale answer that a fetch asks about, under a reference, or none. Event loop only. */
final class Validating {
  private static final int NOT_MODIFIED = 304;

  private final CacheCounts counts;
  private @Nullable StoredAnswer answer;

  /** Takes over a reference, or none. */
  Validating(@Nullable StoredAnswer answer, CacheCounts counts) {
    this.answer = answer;
    this.counts = counts;
  }

  @Nullable StoredAnswer answer() {
    return answer;
  }

  /** What this head says still to hold, or null. */
  @Nullable StoredAnswer confirmedBy(ResponseHead head) {
    return head.status() == NOT_MODIFIED ? answer : null;
  }

  /** There is another answer, which everybody or the first is given. */
  void answered(ResponseHead head) {
    count(Freshness.isError(head.status()) ? Revalidated.FAILED : Revalidated.REPLACED);
  }

  /** There is no answer at all. */
  void failed() {
    count(Revalidated.FAILED);
  }

  private void count(Revalidated result) {
    if (answer != null) {
      counts.revalidated(result);
    }
  }

  /** Harmless when there is none any more. */
  void drop() {
    StoredAnswer asked = answer;
    answer = null;
    if (asked != null) {
      asked.release();
    }
  }
}
