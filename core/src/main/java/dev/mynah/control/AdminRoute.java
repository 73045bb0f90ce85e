package dev.mynah.control;

import java.util.Set;
import java.util.TreeSet;

/**
 * A path of the admin port and who answers it.
 *
 * @param path exact, or a prefix when it ends in {@code /*}; exact goes before prefix, the longer
 *     prefix before the shorter
 * @param methods upper case; {@code GET} includes {@code HEAD}
 * @param access who may ask
 * @param runsOn where the endpoint is called
 * @param bodyBytes longest request body; beyond it 413
 * @param title what the start page calls it; empty keeps it off that page
 * @param origins whose pages may call it besides those that may call everything, in lower case
 */
public record AdminRoute(
    String path,
    Set<String> methods,
    Access access,
    RunsOn runsOn,
    int bodyBytes,
    String title,
    Set<String> origins,
    AdminEndpoint endpoint) {
  public static final int DEFAULT_BODY_BYTES = 1024 * 1024;

  /** Who may ask. */
  public enum Access {
    /** Anyone who reaches the port: a kubelet, Prometheus. */
    OPEN,
    /** Loopback, or bearers of a token; never a web page of somebody else. */
    GUARDED
  }

  /** Where the endpoint is called. */
  public enum RunsOn {
    /** A thread that may wait for files and databases. */
    WORKER,
    /** The admin event loop: for answers that are there at once. */
    EVENT_LOOP
  }

  /** Checks the path. */
  public AdminRoute {
    if (!path.startsWith("/") || path.indexOf('*') >= 0 && !path.endsWith("/*")) {
      throw new IllegalArgumentException("path: " + path + " (expected /name or /name/*)");
    }
    if (path.indexOf('*') >= 0 && path.indexOf('*') < path.length() - 1 || path.contains(":")) {
      throw new IllegalArgumentException("path: " + path + " (expected no pattern inside)");
    }
    methods = Set.copyOf(methods);
    origins = Set.copyOf(origins);
  }

  /** A guarded path that is read and never changes anything. */
  public static AdminRoute get(String path, AdminEndpoint endpoint) {
    return of(Set.of("GET"), path, endpoint);
  }

  /** A guarded path with these methods. */
  public static AdminRoute of(Set<String> methods, String path, AdminEndpoint endpoint) {
    return new AdminRoute(
        path, methods, Access.GUARDED, RunsOn.WORKER, DEFAULT_BODY_BYTES, "", Set.of(), endpoint);
  }

  /** The same, listed on the start page. */
  public AdminRoute titled(String words) {
    return new AdminRoute(path, methods, access, runsOn, bodyBytes, words, origins, endpoint);
  }

  /** The same with another limit for request bodies. */
  public AdminRoute bodyUpTo(int bytes) {
    return new AdminRoute(path, methods, access, runsOn, bytes, title, origins, endpoint);
  }

  /** The same for pages of these origins too. */
  public AdminRoute admitting(Set<String> pages) {
    return new AdminRoute(path, methods, access, runsOn, bodyBytes, title, pages, endpoint);
  }

  /** The same answered by another. */
  public AdminRoute answeredBy(AdminEndpoint other) {
    return new AdminRoute(path, methods, access, runsOn, bodyBytes, title, origins, other);
  }

  /** The same for anyone; only what tells nothing about traffic's content may be. */
  AdminRoute open() {
    return new AdminRoute(path, methods, Access.OPEN, runsOn, bodyBytes, title, origins, endpoint);
  }

  /** The same on the event loop. */
  AdminRoute onEventLoop() {
    return new AdminRoute(
        path, methods, access, RunsOn.EVENT_LOOP, bodyBytes, title, origins, endpoint);
  }

  boolean isPrefix() {
    return path.endsWith("/*");
  }

  /** Whether the method is one of ours; {@code HEAD} counts as {@code GET}. */
  boolean takes(String method) {
    return methods.contains(method) || method.equals("HEAD") && methods.contains("GET");
  }

  /** Names for {@code Allow} (RFC 9110 section 10.2.1). */
  Set<String> allowed() {
    Set<String> names = new TreeSet<>(methods);
    if (names.contains("GET")) {
      names.add("HEAD");
    }
    return names;
  }
}
