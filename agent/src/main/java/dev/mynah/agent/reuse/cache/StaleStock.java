package dev.mynah.agent.reuse.cache;

import dev.mynah.agent.reuse.rules.Freshness.StaleRule;
import dev.mynah.agent.reuse.rules.control.RequestDirectives;
import dev.mynah.agent.reuse.store.StoredAnswer;
import org.jspecify.annotations.Nullable;

/** The stale answer that a request falls back to, under a reference. Event loop only. */
final class StaleStock {
  private final CachePlan plan;
  private @Nullable StoredAnswer kept;

  StaleStock(CachePlan plan) {
    this.plan = plan;
  }

  /** Takes over a reference, or none. */
  void keep(@Nullable StoredAnswer answer) {
    drop();
    kept = answer;
  }

  void drop() {
    if (kept != null) {
      take().release();
    }
  }

  /** Hands the reference over, of which there must be one. */
  StoredAnswer take() {
    StoredAnswer answer = kept;
    if (answer == null) {
      throw new IllegalStateException("no stale answer is kept");
    }
    kept = null;
    return answer;
  }

  /** Whether it may be given because the origin failed. */
  boolean servesOnError(RequestDirectives directives, long nowMillis) {
    StoredAnswer answer = kept;
    return answer != null
        && !answer.isMarkedStale()
        && Reckoned.of(answer, plan).freshness().servesOnError(directives, nowMillis);
  }

  /** Whether there is one that its origin forbids to give without having been asked. */
  boolean isForbidden() {
    StoredAnswer answer = kept;
    return answer != null && Reckoned.of(answer, plan).freshness().staleRule() == StaleRule.NEVER;
  }
}
