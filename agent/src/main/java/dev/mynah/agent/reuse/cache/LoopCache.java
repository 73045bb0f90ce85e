package dev.mynah.agent.reuse.cache;

import dev.mynah.agent.exchange.Timers;
import dev.mynah.agent.reuse.store.CacheStore;
import dev.mynah.agent.reuse.store.StoredAnswer;
import dev.mynah.ledger.LoopLedger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The cache as one event loop works with it. That loop only. */
public final class LoopCache {
  private static final Logger LOG = LoggerFactory.getLogger(LoopCache.class);

  private final HttpCache cache;
  private final Executor loop;
  private final Timers timers;
  private final RandomGenerator random;
  private final LoopLedger ledger;
  private final Map<String, CacheCounts> counts = new HashMap<>();
  private final Set<Fetch> fetches = new HashSet<>();
  private final Elsewhere elsewhere;
  private final SecondaryKeys secondaryKeys = new SecondaryKeys();
  private boolean draining;

  /**
   * @param loop runs a task on this event loop
   */
  public LoopCache(
      HttpCache cache, Executor loop, Timers timers, RandomGenerator random, LoopLedger ledger) {
    this.cache = cache;
    this.loop = loop;
    this.timers = timers;
    this.random = random;
    this.ledger = ledger;
    this.elsewhere = new Elsewhere(cache.tier(), cache.store(), loop);
  }

  /** A route that stores: its counts start at 0 before its first request. */
  public void expect(CachePlan plan) {
    counts(plan.target().routeId());
  }

  /** A request at a route of this plan, to be begun next. */
  public CachedRequest request(CachePlan plan, CachedExchange exchange) {
    return new CachedRequest(this, plan, exchange);
  }

  /** The process is about to leave: nothing is begun from now on that need not be. */
  public void leave() {
    draining = true;
  }

  /** Nothing is asked any more that no client waits for. */
  public void drain() {
    leave();
    List.copyOf(fetches).forEach(Fetch::drain);
  }

  boolean isDraining() {
    return draining;
  }

  HttpCache cache() {
    return cache;
  }

  CacheStore store() {
    return cache.store();
  }

  /** What replicas keep for each other. */
  Elsewhere elsewhere() {
    return elsewhere;
  }

  Executor executor() {
    return loop;
  }

  SecondaryKeys secondaryKeys() {
    return secondaryKeys;
  }

  RandomGenerator random() {
    return random;
  }

  long wallMillis() {
    return timers.wallMillis();
  }

  long nanoTime() {
    return timers.nanoTime();
  }

  /** The counters of a route, the same for as long as the process runs. */
  CacheCounts counts(String routeId) {
    CacheCounts known = counts.get(routeId);
    if (known == null) {
      known = new CacheCounts(routeId, ledger);
      counts.put(routeId, known);
    }
    return known;
  }

  void began(Fetch fetch) {
    fetches.add(fetch);
  }

  void ended(Fetch fetch) {
    fetches.remove(fetch);
    cache.fetches().remove(fetch);
  }

  /** Runs on this loop; any thread. */
  void execute(Runnable task) {
    try {
      loop.execute(task);
    } catch (RejectedExecutionException gone) {
      LOG.debug("the event loop of a fetch has ended");
    }
  }

  /** Tells them all the same, which holds nothing. */
  void tell(List<Waiter> waiters, FetchResult result) {
    waiters.forEach(each -> tell(each, result));
  }

  /** Gives them all an answer, each with a reference to it. */
  void tell(List<Waiter> waiters, StoredAnswer answer, Function<StoredAnswer, FetchResult> result) {
    for (Waiter each : waiters) {
      if (answer.tryRetain()) {
        tell(each, result.apply(answer));
      }
    }
  }

  /** Tells a waiter on its own loop, at once when that is this one. */
  void tell(Waiter waiter, FetchResult result) {
    if (waiter.loop() == loop) {
      waiter.told(result);
      return;
    }
    try {
      waiter.loop().execute(() -> waiter.told(result));
    } catch (RejectedExecutionException gone) {
      result.drop();
    }
  }

  /** A line between parts that no body holds by chance. */
  String boundary() {
    return Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
  }
}
