package dev.mynah.agent.reuse.rules.control;

import dev.mynah.agent.http.Fields;
import dev.mynah.agent.reuse.rules.field.CacheFields;
import java.util.List;
import java.util.Set;

/**
 * What an origin tells a shared cache (RFC 9111 section 5.2.2, RFC 5861, RFC 8246), from the first
 * field that is there and valid: {@code CDN-Cache-Control} (RFC 9213), else {@code Cache-Control}.
 *
 * <p>Immutable. Of a directive that comes twice the stricter counts; a malformed number makes the
 * answer stale; a qualified form whose list cannot be read counts as the unqualified one.
 */
public final class ResponseDirectives {
  /** A number that was not given. */
  public static final long ABSENT = -1;

  /** An answer that says nothing. */
  public static final ResponseDirectives NONE = new ResponseDirectives(new DirectiveSet(), false);

  private final Set<String> said;
  private final long maxAgeSeconds;
  private final long sMaxAgeSeconds;
  private final boolean sMaxAgeValid;
  private final long staleWhileRevalidateSeconds;
  private final long staleIfErrorSeconds;
  private final List<String> unstoredFields;
  private final boolean targeted;

  ResponseDirectives(DirectiveSet read, boolean targeted) {
    this.said = Set.copyOf(read.flags());
    this.maxAgeSeconds = read.seconds("max-age");
    this.sMaxAgeSeconds = read.seconds("s-maxage");
    this.sMaxAgeValid = sMaxAgeSeconds != ABSENT && !read.isMalformed("s-maxage");
    this.staleWhileRevalidateSeconds = read.seconds("stale-while-revalidate");
    this.staleIfErrorSeconds = read.seconds("stale-if-error");
    this.unstoredFields = List.copyOf(read.qualified());
    this.targeted = targeted;
  }

  /** Reads the directives that apply to a cache like this one. */
  public static ResponseDirectives of(Fields answer) {
    if (answer.has(CacheFields.CDN_CACHE_CONTROL)) {
      DirectiveSet read = TargetedField.read(answer, CacheFields.CDN_CACHE_CONTROL);
      if (read != null) {
        return new ResponseDirectives(read, true);
      }
    }
    return ofCacheControl(answer);
  }

  /** Reads {@code Cache-Control} alone. */
  public static ResponseDirectives ofCacheControl(Fields answer) {
    if (!answer.has(CacheFields.CACHE_CONTROL)) {
      return NONE;
    }
    DirectiveSet read = new DirectiveSet();
    DirectiveReader.read(answer, CacheFields.CACHE_CONTROL, read);
    return new ResponseDirectives(read, false);
  }

  /**
   * Whether a targeted field was taken, so that {@code Cache-Control} and {@code Expires} count
   * nothing.
   */
  public boolean targeted() {
    return targeted;
  }

  /** {@code no-store}, whether or not {@code must-understand} stands beside it. */
  public boolean noStore() {
    return said.contains("no-store");
  }

  /** The unqualified {@code no-cache}: never served without asking the origin. */
  public boolean noCache() {
    return said.contains("no-cache");
  }

  /** The unqualified {@code private}: not for a shared cache at all. */
  public boolean isPrivate() {
    return said.contains("private");
  }

  public boolean isPublic() {
    return said.contains("public");
  }

  public boolean mustRevalidate() {
    return said.contains("must-revalidate");
  }

  public boolean proxyRevalidate() {
    return said.contains("proxy-revalidate");
  }

  public boolean mustUnderstand() {
    return said.contains("must-understand");
  }

  public boolean immutable() {
    return said.contains("immutable");
  }

  public boolean noTransform() {
    return said.contains("no-transform");
  }

  public long maxAgeSeconds() {
    return maxAgeSeconds;
  }

  public long sMaxAgeSeconds() {
    return sMaxAgeSeconds;
  }

  /** Whether {@code s-maxage} stands there with a number, which allows sharing by itself. */
  public boolean sMaxAgeValid() {
    return sMaxAgeValid;
  }

  /** The lifetime by directives, for a shared cache: {@code s-maxage}, else {@code max-age}. */
  public long lifetimeSeconds() {
    return sMaxAgeSeconds != ABSENT ? sMaxAgeSeconds : maxAgeSeconds;
  }

  public long staleWhileRevalidateSeconds() {
    return staleWhileRevalidateSeconds;
  }

  public long staleIfErrorSeconds() {
    return staleIfErrorSeconds;
  }

  /**
   * Names, in lower case, of the fields that a shared cache leaves out of what it stores: those of
   * {@code private="..."} must not be stored, and those of {@code no-cache="..."} could only be
   * served after asking the origin.
   */
  public List<String> unstoredFields() {
    return unstoredFields;
  }
}
