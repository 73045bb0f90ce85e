package dev.mynah.agent.config.reuse;

import dev.mynah.agent.config.reuse.CacheConfig.SetCookie;
import dev.mynah.agent.config.reuse.CacheConfig.Visibility;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one place of a configuration says about storing answers; what it leaves out (null) is said
 * by the next wider one: route, upstream, defaults.
 *
 * @param enabled false for a place that takes no part in it
 */
public record CacheDraft(
    boolean enabled,
    @Nullable Duration ttl,
    @Nullable Set<Integer> statuses,
    @Nullable Visibility visibility,
    @Nullable SetCookie setCookie,
    @Nullable Boolean heuristic,
    @Nullable Duration staleWhileRevalidate,
    @Nullable Duration staleIfError,
    @Nullable Long maxObject,
    @Nullable List<String> ignoreQuery,
    @Nullable List<String> keyHeaders,
    @Nullable Boolean coalesce) {

  /** Completed by a wider one. */
  public CacheDraft over(CacheDraft wider) {
    return new CacheDraft(
        enabled,
        or(ttl, wider.ttl),
        or(statuses, wider.statuses),
        or(visibility, wider.visibility),
        or(setCookie, wider.setCookie),
        or(heuristic, wider.heuristic),
        or(staleWhileRevalidate, wider.staleWhileRevalidate),
        or(staleIfError, wider.staleIfError),
        or(maxObject, wider.maxObject),
        or(ignoreQuery, wider.ignoreQuery),
        or(keyHeaders, wider.keyHeaders),
        or(coalesce, wider.coalesce));
  }

  /** With defaults for what nobody says. */
  public CacheConfig config() {
    CacheConfig usual = CacheConfig.DEFAULT;
    return new CacheConfig(
        ttl,
        statuses == null ? usual.statuses() : statuses,
        visibility == null ? usual.visibility() : visibility,
        setCookie == null ? usual.setCookie() : setCookie,
        heuristic == null ? usual.heuristic() : heuristic,
        staleWhileRevalidate,
        staleIfError,
        maxObject,
        ignoreQuery == null ? usual.ignoreQuery() : ignoreQuery,
        keyHeaders == null ? usual.keyHeaders() : keyHeaders,
        coalesce == null ? usual.coalesce() : coalesce);
  }

  private static <T> @Nullable T or(@Nullable T own, @Nullable T wider) {
    return own == null ? wider : own;
  }
}
