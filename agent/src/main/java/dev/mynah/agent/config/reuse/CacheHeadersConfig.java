package dev.mynah.agent.config.reuse;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a route tells clients and CDNs about storing its answers; stands above what the answer says.
 *
 * @param ttl {@code max-age}; 0 makes clients ask every time
 * @param visibility null for public, but private to a client that says who it is
 * @param sharedTtl {@code s-maxage}; null for not said
 * @param cdnTtl {@code CDN-Cache-Control: max-age} (RFC 9213); null for not said
 * @param immutable whether it is said that the content never changes (RFC 8246)
 * @param mustRevalidate whether stale answers are forbidden
 * @param staleWhileRevalidate RFC 5861; null for not said
 * @param staleIfError RFC 5861; null for not said
 * @param etag whether an answer without {@code ETag} gets one made of its body
 * @param vary added to {@code Vary}
 * @param tags said in {@code Surrogate-Key} and {@code Cache-Tag}, for purging at a CDN
 */
public record CacheHeadersConfig(
    Duration ttl,
    @Nullable Visibility visibility,
    @Nullable Duration sharedTtl,
    @Nullable Duration cdnTtl,
    boolean immutable,
    boolean mustRevalidate,
    @Nullable Duration staleWhileRevalidate,
    @Nullable Duration staleIfError,
    boolean etag,
    List<String> vary,
    List<String> tags) {
  public static final Duration DEFAULT_TTL = Duration.ofHours(1);

  /** Who may store an answer. */
  public enum Visibility {
    /** Anybody. */
    PUBLIC,
    /** The client that asked. */
    PRIVATE,
    /** Nobody; everything else is then left unsaid. */
    NONE
  }

  public CacheHeadersConfig {
    vary = List.copyOf(vary);
    tags = List.copyOf(tags);
  }
}
