package dev.mynah.agent;

import dev.mynah.agent.exchange.AccessLog;
import dev.mynah.agent.exchange.ReadAheadBudget;
import dev.mynah.agent.exchange.Timers;
import dev.mynah.agent.reuse.cache.LoopCache;
import dev.mynah.agent.reuse.dedup.DedupWindow;
import dev.mynah.agent.route.RouteLookup;
import dev.mynah.agent.upstream.Upstreams;
import dev.mynah.agent.upstream.forward.HeadBytes;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * What the exchanges of one event loop work with. Event loop only.
 *
 * @param loop runs a task on this event loop
 * @param files reads body files
 * @param readAhead shared by all event loops
 * @param dedup likewise
 * @param text to put a request's target into, for as long as a method runs
 */
record LoopTools(
    Executor loop,
    Executor files,
    Timers timers,
    LoopCounters counters,
    Upstreams upstreams,
    RandomGenerator random,
    AccessLog accessLog,
    ReadAheadBudget readAhead,
    LoopCache cache,
    DedupWindow dedup,
    Telling telling,
    HeadBytes text,
    ArrayDeque<RouteLookup> lookups) {
  private static final int KEPT_LOOKUPS = 64;

  /** A look-up to use for one exchange; they are reused because they are large. */
  RouteLookup takeLookup() {
    RouteLookup kept = lookups.poll();
    return kept == null ? new RouteLookup(RegexWarning::gaveUp) : kept;
  }

  void giveBack(RouteLookup lookup) {
    lookup.clear();
    if (lookups.size() < KEPT_LOOKUPS) {
      lookups.push(lookup);
    }
  }
}
