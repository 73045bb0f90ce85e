package dev.mynah.agent.reuse.rules;

import java.util.Set;

/**
 * What the operator decided for a cached route, beside what the origin says.
 *
 * @param ttlMillis freshness lifetime that stands above {@code s-maxage}, {@code max-age}, {@code
 *     Expires} and heuristics, for the statuses of {@code ttlStatuses}; {@link #ORIGIN} leaves it
 *     to the origin. {@code no-store}, {@code private} and {@code no-cache} stand above it
 * @param shareAuthorised whether answers to requests with credentials may be shared as if the
 *     origin had said {@code public}
 * @param setCookies what to do with an answer that sets cookies
 * @param heuristics whether an answer without a lifetime may get one from its {@code Last-Modified}
 * @param staleWhileRevalidateMillis stands above the origin's unless {@link #ORIGIN}
 * @param staleIfErrorMillis stands above the origin's unless {@link #ORIGIN}
 * @param ttlStatuses what {@code ttlMillis} applies to
 */
public record CachingPolicy(
    long ttlMillis,
    boolean shareAuthorised,
    SetCookies setCookies,
    boolean heuristics,
    long staleWhileRevalidateMillis,
    long staleIfErrorMillis,
    Set<Integer> ttlStatuses) {
  /** Left to the origin's fields. */
  public static final long ORIGIN = -1;

  /**
   * What an origin means to last, and the two ways of saying that nothing is there; no failures.
   */
  public static final Set<Integer> LASTING =
      Set.of(200, 203, 204, 300, 301, 302, 307, 308, 404, 410);

  /** The origin's fields alone decide; answers that set cookies are not stored. */
  public static final CachingPolicy FOLLOW_ORIGIN =
      new CachingPolicy(ORIGIN, false, SetCookies.REFUSE, true, ORIGIN, ORIGIN, LASTING);

  /** What happens to an answer with {@code Set-Cookie}. */
  public enum SetCookies {
    /** It is not stored. */
    REFUSE,
    /** It is stored without its cookies. */
    STRIP
  }

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException for a time below {@link #ORIGIN}
   */
  public CachingPolicy {
    ttlStatuses = Set.copyOf(ttlStatuses);
    if (Math.min(ttlMillis, Math.min(staleWhileRevalidateMillis, staleIfErrorMillis)) < ORIGIN) {
      throw new IllegalArgumentException("a negative time in a caching policy");
    }
  }

  /** The same with another lifetime. */
  public CachingPolicy withTtlMillis(long millis) {
    return new CachingPolicy(
        millis,
        shareAuthorised,
        setCookies,
        heuristics,
        staleWhileRevalidateMillis,
        staleIfErrorMillis,
        ttlStatuses);
  }

  /** Whether the operator's lifetime counts for this status. */
  boolean overrides(int status) {
    return ttlMillis != ORIGIN && ttlStatuses.contains(status);
  }
}
