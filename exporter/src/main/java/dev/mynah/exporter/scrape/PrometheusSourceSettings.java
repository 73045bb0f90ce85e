package dev.mynah.exporter.scrape;

import java.net.URI;
import java.time.Duration;

/**
 * A Prometheus server, or what answers like one, to build minutes from.
 *
 * @param url http or https, with the path that its API is under, if any: the operator's own, so it
 *     may be any address; redirects are not followed
 * @param interval between two rounds of queries, 15 s to 1 h
 * @param selector which targets, as label matchers in braces: <code>{job="mynah"}</code>
 * @param login how to say who we are
 * @param timeout for one query and its whole answer, 1 s to 5 min
 * @param backfill how far back a first start, and a return after absence, reaches; 1 min to 30 d
 */
public record PrometheusSourceSettings(
    URI url, Duration interval, String selector, Login login, Duration timeout, Duration backfill) {
  public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(60);
  public static final String DEFAULT_SELECTOR = "{job=\"mynah\"}";
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(20);
  public static final Duration DEFAULT_BACKFILL = Duration.ofHours(24);
  private static final int LONGEST_SELECTOR = 1_000;

  /**
   * What is sent in {@code Authorization}: a bearer token, or a user and password, or nothing where
   * all are empty.
   */
  public record Login(String token, String user, String password) {
    public static final Login NONE = new Login("", "", "");

    public Login {
      if (!token.isEmpty() && !user.isEmpty()) {
        throw new IllegalArgumentException("a token and a user (expected one of them)");
      }
      if (user.indexOf(':') >= 0) {
        throw new IllegalArgumentException("a user with a colon (RFC 7617 has no room for it)");
      }
    }

    /** Without secrets. */
    @Override
    public String toString() {
      return token.isEmpty() ? "user " + user : "a token";
    }
  }

  public PrometheusSourceSettings {
    String scheme = String.valueOf(url.getScheme());
    if (!(scheme.equals("http") || scheme.equals("https"))
        || url.getHost() == null
        || url.getRawQuery() != null
        || url.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "url of Prometheus (expected http://HOST:PORT/PATH or https, without user and query)");
    }
    within("interval", interval, Duration.ofSeconds(15), Duration.ofHours(1));
    within("timeout", timeout, Duration.ofSeconds(1), Duration.ofMinutes(5));
    within("backfill", backfill, Duration.ofMinutes(1), Duration.ofDays(30));
    if (!selector.startsWith("{")
        || !selector.endsWith("}")
        || selector.length() > LONGEST_SELECTOR) {
      throw new IllegalArgumentException(
          "selector " + selector + " (expected label matchers in braces: {job=\"mynah\"})");
    }
  }

  /** With all defaults. */
  public static PrometheusSourceSettings of(URI url) {
    return new PrometheusSourceSettings(
        url, DEFAULT_INTERVAL, DEFAULT_SELECTOR, Login.NONE, DEFAULT_TIMEOUT, DEFAULT_BACKFILL);
  }

  private static void within(String what, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          what + " " + value + " (expected " + least + " to " + most + ")");
    }
  }
}
