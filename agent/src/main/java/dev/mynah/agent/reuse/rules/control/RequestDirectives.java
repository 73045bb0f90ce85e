package dev.mynah.agent.reuse.rules.control;

import dev.mynah.agent.http.Fields;
import dev.mynah.agent.reuse.rules.field.CacheFields;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks of caches (RFC 9111 section 5.2.1). Of a directive that comes twice the
 * stricter counts; a malformed number counts as the strictest.
 */
public final class RequestDirectives {
  /** A request that asks for nothing. */
  public static final RequestDirectives NONE = new RequestDirectives();

  /** A number that was not given. */
  public static final long ABSENT = -1;

  private static final RequestDirectives PRAGMA_NO_CACHE = new RequestDirectives();

  static {
    PRAGMA_NO_CACHE.noCache = true;
  }

  private boolean noCache;
  private boolean noStore;
  private boolean noTransform;
  private boolean onlyIfCached;
  private long maxAgeSeconds = ABSENT;
  private long minFreshSeconds = ABSENT;
  private long maxStaleSeconds = ABSENT;
  private long staleIfErrorSeconds = ABSENT;

  private RequestDirectives() {}

  /**
   * Reads a request's directives: {@code Pragma: no-cache} where there is no {@code Cache-Control}
   * (RFC 9111 section 5.4). Allocates nothing for a request without either.
   */
  public static RequestDirectives of(Fields request) {
    if (!request.has(CacheFields.CACHE_CONTROL)) {
      return request.lists(CacheFields.PRAGMA, "no-cache") ? PRAGMA_NO_CACHE : NONE;
    }
    RequestDirectives read = new RequestDirectives();
    DirectiveReader.read(request, CacheFields.CACHE_CONTROL, read.new Reading());
    return read;
  }

  private final class Reading implements DirectiveReader.Sink {
    @Override
    public void directive(String name, @Nullable String argument, boolean malformed) {
      long seconds = malformed ? DeltaSeconds.MALFORMED : DeltaSeconds.parse(argument);
      switch (name) {
        case "no-cache" -> noCache = true;
        case "no-store" -> noStore = true;
        case "no-transform" -> noTransform = true;
        case "only-if-cached" -> onlyIfCached = true;
        case "max-age" -> maxAgeSeconds = least(maxAgeSeconds, Math.max(0, seconds));
        case "min-fresh" -> minFreshSeconds = Math.max(minFreshSeconds, orMost(seconds));
        case "max-stale" -> maxStaleSeconds = least(maxStaleSeconds, stale(argument, seconds));
        case "stale-if-error" ->
            staleIfErrorSeconds = least(staleIfErrorSeconds, Math.max(0, seconds));
        default -> {
          // An extension that is not known is ignored (RFC 9111 section 5.2.3).
        }
      }
    }

    @Override
    public void openQuote() {
      noCache = true;
      noStore = true;
    }

    private long orMost(long seconds) {
      return seconds == DeltaSeconds.MALFORMED ? DeltaSeconds.MOST : seconds;
    }

    private long stale(@Nullable String argument, long seconds) {
      return argument == null ? DeltaSeconds.MOST : Math.max(0, seconds);
    }
  }

  private static long least(long before, long now) {
    return before == ABSENT ? now : Math.min(before, now);
  }

  /** No stored answer without asking the origin. */
  public boolean noCache() {
    return noCache;
  }

  /** Nothing of this request or its answer may be stored. */
  public boolean noStore() {
    return noStore;
  }

  public boolean noTransform() {
    return noTransform;
  }

  /** A stored answer or 504. */
  public boolean onlyIfCached() {
    return onlyIfCached;
  }

  /** No older than this, or {@link #ABSENT}. */
  public long maxAgeSeconds() {
    return maxAgeSeconds;
  }

  /** Fresh for at least this long yet, or {@link #ABSENT}. */
  public long minFreshSeconds() {
    return minFreshSeconds;
  }

  /** Stale for at most this long; {@link DeltaSeconds#MOST} for any time; or {@link #ABSENT}. */
  public long maxStaleSeconds() {
    return maxStaleSeconds;
  }

  /** On failure stale for at most this long (RFC 5861 section 4), or {@link #ABSENT}. */
  public long staleIfErrorSeconds() {
    return staleIfErrorSeconds;
  }
}
