package dev.mynah.agent.config.reuse;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a route stores of its upstream's answers, as a shared cache (RFC 9111).
 *
 * @param ttl freshness lifetime that stands above what the origin says; null follows the origin
 * @param statuses the statuses that {@code ttl} applies to
 * @param visibility whether the operator vouches for answers being for everybody
 * @param setCookie what is done with an answer that sets cookies
 * @param heuristic whether an answer that says nothing is fresh for a while (RFC 9111 section
 *     4.2.2)
 * @param staleWhileRevalidate served stale while asked anew, where the origin says nothing of it
 *     (RFC 5861); null for not at all
 * @param staleIfError served stale when the origin fails, where it says nothing of it; null for not
 *     at all
 * @param maxObject longest body stored in bytes; null means the cache's own limit
 * @param ignoreQuery query parameters that make no difference; {@code *} at the end stands for any
 *     rest, alone for all
 * @param keyHeaders request fields that make a difference although {@code Vary} does not name them
 * @param coalesce whether identical requests at a time share one call
 */
public record CacheConfig(
    @Nullable Duration ttl,
    Set<Integer> statuses,
    Visibility visibility,
    SetCookie setCookie,
    boolean heuristic,
    @Nullable Duration staleWhileRevalidate,
    @Nullable Duration staleIfError,
    @Nullable Long maxObject,
    List<String> ignoreQuery,
    List<String> keyHeaders,
    boolean coalesce) {
  public static final Set<Integer> DEFAULT_STATUSES = Set.of(200, 203, 204, 300, 301, 308);

  /** Follows the origin in everything. */
  public static final CacheConfig DEFAULT =
      new CacheConfig(
          null,
          DEFAULT_STATUSES,
          Visibility.ORIGIN,
          SetCookie.REFUSE,
          true,
          null,
          null,
          null,
          List.of(),
          List.of(),
          true);

  /** Whether the operator vouches for answers being for everybody. */
  public enum Visibility {
    /** The origin's word alone counts. */
    ORIGIN,
    /** Answers to requests with credentials may be shared too. */
    PUBLIC
  }

  /** What is done with an answer that sets cookies. */
  public enum SetCookie {
    /** It is not stored. */
    REFUSE,
    /** It is stored without its cookies; only the client that asked gets them. */
    STRIP
  }

  public CacheConfig {
    statuses = Set.copyOf(statuses);
    ignoreQuery = List.copyOf(ignoreQuery);
    keyHeaders = List.copyOf(keyHeaders);
  }
}
