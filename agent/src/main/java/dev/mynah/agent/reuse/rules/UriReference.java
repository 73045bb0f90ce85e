package dev.mynah.agent.reuse.rules;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * As much of RFC 3986 as it takes to resolve a reference against a base (section 5.2) and to
 * compare origins. Never fails: text that is no URI becomes one that equals nothing.
 *
 * @param scheme in lower case; empty when the reference has none
 * @param authority empty when there is none
 * @param path as it stands
 * @param query with its question mark; empty when there is none
 */
record UriReference(String scheme, String authority, String path, String query) {
  static UriReference of(String scheme, String authority, String target) {
    UriReference read = parse(target.startsWith("//") ? "/." + target : target);
    return new UriReference(scheme.toLowerCase(Locale.ROOT), authority, read.path(), read.query());
  }

  /** RFC 3986 appendix B, without the fragment. */
  private static UriReference parse(String text) {
    int hash = text.indexOf('#');
    String rest = hash < 0 ? text : text.substring(0, hash);
    int mark = rest.indexOf('?');
    String query = mark < 0 ? "" : rest.substring(mark);
    rest = mark < 0 ? rest : rest.substring(0, mark);
    String scheme = "";
    int colon = rest.indexOf(':');
    if (colon > 0 && isScheme(rest, colon)) {
      scheme = rest.substring(0, colon).toLowerCase(Locale.ROOT);
      rest = rest.substring(colon + 1);
    }
    String authority = "";
    if (rest.startsWith("//")) {
      int slash = rest.indexOf('/', 2);
      authority = rest.substring(2, slash < 0 ? rest.length() : slash);
      rest = slash < 0 ? "" : rest.substring(slash);
    }
    return new UriReference(scheme, authority, rest, query);
  }

  private static boolean isScheme(String text, int end) {
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
      boolean later = c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.';
      if (!letter && (i == 0 || !later)) {
        return false;
      }
    }
    return true;
  }

  /** RFC 3986 section 5.2.2, with this as the base. */
  UriReference resolve(String reference) {
    UriReference read = parse(reference.strip());
    if (!read.scheme.isEmpty()) {
      return read.dotless();
    }
    if (!read.authority.isEmpty()) {
      return new UriReference(scheme, read.authority, read.path, read.query).dotless();
    }
    if (read.path.isEmpty()) {
      String asked = read.query.isEmpty() ? query : read.query;
      return new UriReference(scheme, authority, path, asked);
    }
    String merged = read.path.startsWith("/") ? read.path : folder() + read.path;
    return new UriReference(scheme, authority, merged, read.query).dotless();
  }

  private String folder() {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "/" : path.substring(0, slash + 1);
  }

  private UriReference dotless() {
    return new UriReference(scheme, authority, removeDots(path), query);
  }

  /** RFC 3986 section 5.2.4, for paths that begin with a slash. */
  private static String removeDots(String path) {
    if (!path.contains("/.")) {
      return path;
    }
    Deque<String> kept = new ArrayDeque<>();
    String[] segments = path.split("/", -1);
    for (int i = 1; i < segments.length; i++) {
      boolean last = i == segments.length - 1;
      String segment = segments[i];
      if (segment.equals("..") && !kept.isEmpty()) {
        kept.removeLast();
      }
      if (!segment.equals(".") && !segment.equals("..")) {
        kept.addLast(segment);
      } else if (last) {
        kept.addLast("");
      }
    }
    return "/" + String.join("/", kept);
  }

  /** Path and query as a request line has them. */
  String target() {
    return (path.isEmpty() ? "/" : path) + query;
  }

  /** RFC 9110 section 4.3.1: the same scheme, host and port. */
  boolean sameOrigin(UriReference other) {
    return scheme.equals(other.scheme) && hostAndPort().equals(other.hostAndPort());
  }

  private String hostAndPort() {
    String text = authority.substring(authority.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    if (text.endsWith(":")) {
      text = text.substring(0, text.length() - 1);
    }
    String usual = scheme.equals("https") ? ":443" : ":80";
    return text.endsWith(usual) ? text.substring(0, text.length() - usual.length()) : text;
  }
}
