package dev.mynah.agent.reuse.cache;

import dev.mynah.agent.config.reuse.CacheConfig;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.reuse.rules.CachingPolicy;
import dev.mynah.agent.reuse.rules.CachingPolicy.SetCookies;
import dev.mynah.agent.reuse.store.CacheKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one proxied route has to do with the cache, worked out when the configuration is loaded: it
 * stores, or it only watches for requests that make stored answers of its upstream invalid.
 * Immutable; safe on any thread.
 */
public final class CachePlan {
  /**
   * Where a route's requests go.
   *
   * @param keepsHost whether the upstream sees the host that the client named
   * @param scheme http or https
   * @param authority host and port of the upstream
   */
  public record Target(
      String routeId, String upstream, boolean keepsHost, String scheme, String authority) {}

  private final Target target;
  private final CacheKey.Scope scope;
  private final @Nullable CacheConfig config;
  private final CachingPolicy policy;
  private final List<String> keyHeaders;
  private final IgnoredQuery ignoredQuery;
  private final List<IgnoredQuery> ignoredBySiblings = new ArrayList<>();
  private final long maxObjectBytes;

  private CachePlan(Target target, @Nullable CacheConfig config, Siblings siblings) {
    this.target = target;
    siblings.ignoredQueries().forEach(each -> ignoredBySiblings.add(new IgnoredQuery(each)));
    this.scope = CacheKey.scope(target.upstream(), "");
    this.config = config;
    CacheConfig usual = config == null ? CacheConfig.DEFAULT : config;
    this.policy = policy(usual);
    TreeSet<String> names = new TreeSet<>();
    usual.keyHeaders().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
    this.keyHeaders = List.copyOf(names);
    this.ignoredQuery = new IgnoredQuery(usual.ignoreQuery());
    this.maxObjectBytes = usual.maxObject() == null ? siblings.maxObjectBytes() : usual.maxObject();
  }

  /**
   * What all routes of an upstream share.
   *
   * @param maxObjectBytes longest body stored where a route says nothing
   * @param ignoredQueries the different query parameters that routes of it ignore, one entry per
   *     route that stores
   */
  public record Siblings(long maxObjectBytes, Set<List<String>> ignoredQueries) {
    public Siblings {
      ignoredQueries = Set.copyOf(ignoredQueries);
    }
  }

  /** The plan of a route that stores. */
  public static CachePlan storing(Target target, CacheConfig config, Siblings siblings) {
    return new CachePlan(target, config, siblings);
  }

  /** The plan of a route that stores nothing, but whose upstream other routes store answers of. */
  public static CachePlan watching(Target target, Siblings siblings) {
    return new CachePlan(target, null, siblings);
  }

  private static CachingPolicy policy(CacheConfig config) {
    return new CachingPolicy(
        millis(config.ttl()),
        config.visibility() == CacheConfig.Visibility.PUBLIC,
        config.setCookie() == CacheConfig.SetCookie.STRIP ? SetCookies.STRIP : SetCookies.REFUSE,
        config.heuristic(),
        millis(config.staleWhileRevalidate()),
        millis(config.staleIfError()),
        config.statuses());
  }

  private static long millis(@Nullable Duration duration) {
    return duration == null ? CachingPolicy.ORIGIN : duration.toMillis();
  }

  /** Whether answers are stored; else the plan only watches. */
  public boolean stores() {
    return config != null;
  }

  boolean coalesces() {
    return config != null && config.coalesce();
  }

  Target target() {
    return target;
  }

  /** What the operator decided. */
  CachingPolicy policy() {
    return policy;
  }

  /** Request fields that always make a difference, in lower case and sorted. */
  List<String> keyHeaders() {
    return keyHeaders;
  }

  long maxObjectBytes() {
    return maxObjectBytes;
  }

  /**
   * The key of a request.
   *
   * @param path and query as the upstream is asked for, from index 0 on; changed by the call
   * @param bytes how long they are
   */
  public CacheKey key(RequestHead head, byte[] path, int bytes) {
    int end = ignoredQuery.removeFrom(path, bytes);
    return scope(head).key(path, 0, end);
  }

  /** All keys under which routes of the upstream may have stored answers of a target. */
  Set<CacheKey> keys(RequestHead head, String path) {
    Set<CacheKey> keys = new HashSet<>();
    String authority = head.authority().toLowerCase(Locale.ROOT);
    for (CacheKey.Scope each : List.of(scope, CacheKey.scope(target.upstream(), authority))) {
      for (IgnoredQuery ignored : ignoredBySiblings) {
        byte[] text = path.getBytes(StandardCharsets.ISO_8859_1);
        keys.add(each.key(text, 0, ignored.removeFrom(text, text.length)));
      }
    }
    return keys;
  }

  private CacheKey.Scope scope(RequestHead head) {
    return target.keepsHost()
        ? CacheKey.scope(target.upstream(), head.authority().toLowerCase(Locale.ROOT))
        : scope;
  }

  /** Host and port as the upstream sees them. */
  String authority(RequestHead head) {
    return target.keepsHost() && !head.authority().isEmpty()
        ? head.authority()
        : target.authority();
  }
}
