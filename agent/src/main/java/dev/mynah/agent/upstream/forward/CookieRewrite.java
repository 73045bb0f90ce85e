package dev.mynah.agent.upstream.forward;

import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.http.Scheme;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Makes a cookie of the upstream one of the listener (RFC 6265 section 5.2): a {@code Domain} that
 * covers the upstream is left out, which binds the cookie to the listener's own host; {@code Path}
 * is mapped back; over plain HTTP {@code Secure} goes, and with it what browsers take only together
 * with it. Immutable.
 */
final class CookieRewrite {
  /** Such a name binds a cookie to its host, to the root path and to Secure by itself. */
  private static final String HOST_BOUND = "__Host-";

  /** A browser refuses such a name without Secure; over plain HTTP it takes it from localhost. */
  private static final String SECURE_BOUND = "__Secure-";

  private final String upstreamHost;
  private final PathMapping paths;

  CookieRewrite(String upstreamHost, PathMapping paths) {
    this.upstreamHost = upstreamHost;
    this.paths = paths;
  }

  String rewrite(String cookie, RequestHead asked) {
    int first = cookie.indexOf(';');
    if (first < 0) {
      return cookie;
    }
    if (cookie.startsWith(HOST_BOUND)) {
      return cookie;
    }
    boolean keepSecure = cookie.startsWith(SECURE_BOUND) || asked.scheme() == Scheme.HTTPS;
    StringBuilder rewritten = new StringBuilder(cookie.length()).append(cookie, 0, first);
    for (int at = first; at < cookie.length(); ) {
      int next = cookie.indexOf(';', at + 1);
      int end = next < 0 ? cookie.length() : next;
      String kept = attribute(cookie.substring(at + 1, end), keepSecure, asked);
      if (kept != null) {
        rewritten.append(';').append(kept);
      }
      at = end;
    }
    return rewritten.toString();
  }

  /** The attribute as it goes on, blanks around it included; null when it is left out. */
  private @Nullable String attribute(String text, boolean keepSecure, RequestHead asked) {
    int equals = text.indexOf('=');
    String name = (equals < 0 ? text : text.substring(0, equals)).strip().toLowerCase(Locale.ROOT);
    String value = equals < 0 ? "" : text.substring(equals + 1).strip();
    return switch (name) {
      case "domain" -> coversUpstream(value) && !covers(value, asked.host()) ? null : text;
      case "path" -> path(text, equals, value);
      case "secure", "partitioned" -> keepSecure ? text : null;
      case "samesite" -> keepSecure || !value.equalsIgnoreCase("none") ? text : null;
      default -> text;
    };
  }

  private String path(String text, int equals, String value) {
    String mapped = value.startsWith("/") ? paths.cookieBack(value) : null;
    return mapped == null ? text : text.substring(0, equals + 1) + mapped;
  }

  private boolean coversUpstream(String domain) {
    return covers(domain, upstreamHost);
  }

  private static boolean covers(String domain, String host) {
    String bare = (domain.startsWith(".") ? domain.substring(1) : domain).toLowerCase(Locale.ROOT);
    return host.equals(bare) || host.endsWith('.' + bare);
  }
}
