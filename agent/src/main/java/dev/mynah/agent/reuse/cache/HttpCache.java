package dev.mynah.agent.reuse.cache;

import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.http.ResponseHead;
import dev.mynah.agent.reuse.rules.Invalidation;
import dev.mynah.agent.reuse.store.CacheKey;
import dev.mynah.agent.reuse.store.CacheStats;
import dev.mynah.agent.reuse.store.CacheStore;
import dev.mynah.agent.reuse.store.Purge;
import dev.mynah.agent.reuse.store.SharedTier;
import io.netty.buffer.ByteBufAllocator;
import java.util.Map;

/**
 * The cache of a process: what is stored, and what is being fetched. Thread-safe; event loops work
 * with a {@link LoopCache} of their own.
 */
public final class HttpCache implements AutoCloseable {
  private final CacheStore store;
  private final SharedTier tier;
  private final Fetches fetches = new Fetches();

  private HttpCache(CacheStore store, SharedTier tier) {
    this.store = store;
    this.tier = tier;
    tier.listen(this::purgeHere);
  }

  /**
   * An empty cache with this much room.
   *
   * @param tier where replicas keep answers for each other
   */
  public static HttpCache open(long sizeBytes, ByteBufAllocator allocator, SharedTier tier) {
    return new HttpCache(new CacheStore(sizeBytes, allocator), tier);
  }

  CacheStore store() {
    return store;
  }

  SharedTier tier() {
    return tier;
  }

  Fetches fetches() {
    return fetches;
  }

  /** Its state at this moment. */
  public CacheStats stats() {
    return store.stats();
  }

  /** What the answers of each route take. */
  public Map<String, CacheStore.Share> byRoute() {
    return store.byRoute();
  }

  /** Fetches under way that may be joined. */
  public int fetching() {
    return fetches.count();
  }

  /**
   * A request was answered by its upstream: what it changed is not given from store any more (RFC
   * 9111 section 4.4).
   *
   * @param answer as the upstream sent it
   */
  void answered(CachePlan plan, CachedExchange exchange, ResponseHead answer) {
    RequestHead head = exchange.head();
    String method = head.methodName();
    if (Invalidation.happens(method, answer.status())) {
      Invalidation.targets(
              method,
              answer.status(),
              plan.target().scheme(),
              plan.authority(head),
              exchange.target(),
              answer.fields())
          .forEach(target -> plan.keys(head, target).forEach(this::invalidate));
    }
  }

  /**
   * Makes what is stored under a key invalid, and what is being fetched for it too old to store.
   */
  void invalidate(CacheKey key) {
    fetches.forget(key);
    Purge.Key one = new Purge.Key(key);
    store.purge(one);
    tier.purge(one, false);
  }

  /**
   * Takes answers out, here and at other replicas; what is being fetched meanwhile is not stored if
   * it is meant as well.
   *
   * @param soft only declares them stale, so that they serve again once their origin confirms them
   * @return how many here
   */
  public int purge(Purge purge, boolean soft) {
    int count = purgeHere(purge, soft);
    tier.purge(purge, soft);
    return count;
  }

  private int purgeHere(Purge purge, boolean soft) {
    int count = soft ? store.markStale(purge) : store.purge(purge);
    fetches.forget(flavour -> mayMean(purge, flavour));
    return count;
  }

  /** Whether a fetch may bring what the purge means; its tags are not known yet. */
  private static boolean mayMean(Purge purge, Flavour flavour) {
    CacheKey key = flavour.key();
    if (purge instanceof Purge.Key one) {
      return one.key().equals(key);
    }
    if (purge instanceof Purge.Target target) {
      return key.target().equals(target.target());
    }
    if (purge instanceof Purge.Prefix prefix) {
      return (prefix.upstream().isEmpty() || prefix.upstream().equals(key.upstream()))
          && key.target().startsWith(prefix.prefix());
    }
    if (purge instanceof Purge.Route route) {
      return route.routeId().equals(flavour.plan().target().routeId());
    }
    if (purge instanceof Purge.Upstream upstream) {
      return upstream.upstream().equals(key.upstream());
    }
    return true;
  }

  /** Lets go of everything; afterwards nothing is stored. */
  @Override
  public void close() {
    store.close();
  }
}
