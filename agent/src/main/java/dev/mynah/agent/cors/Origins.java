package dev.mynah.agent.cors;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The origins that are allowed: exact ones, {@code *}, subdomains as {@code https://*.example.com},
 * and {@code null} where it is listed. Origins are compared as browsers write them (RFC 6454
 * section 6.2): scheme and host in lower case, no default port.
 */
final class Origins {
  private static final String OPAQUE = "null";

  private final boolean any;
  private final boolean credentials;
  private final Set<String> exact;
  private final List<Subdomains> subdomains;

  private record Subdomains(String prefix, String suffix) {
    boolean cover(String origin) {
      return origin.length() > prefix.length() + suffix.length()
          && origin.startsWith(prefix)
          && origin.endsWith(suffix)
          && isHostPart(origin, prefix.length(), origin.length() - suffix.length());
    }

    private static boolean isHostPart(String origin, int from, int to) {
      for (int i = from; i < to; i++) {
        char c = origin.charAt(i);
        boolean fits = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '.';
        if (!fits) {
          return false;
        }
      }
      String labels = origin.substring(from, to);
      return !labels.startsWith(".") && !labels.endsWith(".") && !labels.contains("..");
    }
  }

  private Origins(
      boolean any, boolean credentials, Set<String> exact, List<Subdomains> subdomains) {
    this.any = any;
    this.credentials = credentials;
    this.exact = exact;
    this.subdomains = subdomains;
  }

  static Origins of(List<String> configured, boolean credentials) {
    Set<String> exact = new HashSet<>();
    List<Subdomains> subdomains = new ArrayList<>();
    for (String entry : configured) {
      String origin = normal(entry);
      int star = origin.indexOf("://*.");
      if (star >= 0) {
        String suffix = origin.substring(star + "://*".length());
        subdomains.add(new Subdomains(origin.substring(0, star + "://".length()), suffix));
      } else {
        exact.add(origin);
      }
    }
    boolean any = exact.contains("*");
    return new Origins(any, credentials, Set.copyOf(exact), List.copyOf(subdomains));
  }

  /** An origin as a browser would write it. */
  private static String normal(String origin) {
    String lower = origin.strip().toLowerCase(Locale.ROOT);
    if (lower.endsWith("/")) {
      lower = lower.substring(0, lower.length() - 1);
    }
    if (lower.startsWith("http://") && lower.endsWith(":80")) {
      return lower.substring(0, lower.length() - ":80".length());
    }
    if (lower.startsWith("https://") && lower.endsWith(":443")) {
      return lower.substring(0, lower.length() - ":443".length());
    }
    return lower;
  }

  boolean any() {
    return any;
  }

  /**
   * Whether this origin is allowed. Every sandboxed frame and local file calls itself {@code null},
   * so {@code *} does not give it cookies: that takes an entry of its own.
   */
  boolean allow(String origin) {
    if (exact.contains(origin)) {
      return true;
    }
    if (any) {
      return !credentials || !origin.equals(OPAQUE);
    }
    for (Subdomains each : subdomains) {
      if (each.cover(origin)) {
        return true;
      }
    }
    return false;
  }
}
