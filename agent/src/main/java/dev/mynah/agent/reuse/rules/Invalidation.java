package dev.mynah.agent.reuse.rules;

import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.reuse.rules.field.CacheFields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an unsafe request makes invalid (RFC 9111 section 4.4). */
public final class Invalidation {
  private Invalidation() {}

  /** Whether a method changes nothing at its target (RFC 9110 section 9.2.1); unknown ones may. */
  public static boolean isSafe(String method) {
    return switch (method) {
      case "GET", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "REPORT", "SEARCH", "QUERY" -> true;
      default -> false;
    };
  }

  /** Whether a request with this answer invalidates: unsafe, and the answer is no error. */
  public static boolean happens(String method, int status) {
    return !isSafe(method) && status >= 200 && status < 400;
  }

  /**
   * The targets at the same origin that are no longer valid: the request's own, then those of
   * {@code Location} and {@code Content-Location}. Empty when nothing is.
   *
   * @param scheme of the request as the origin saw it
   * @param authority host and port as the origin saw them
   * @param target path and query as the origin saw them
   * @param answer the origin's fields, before anything was rewritten
   * @return path and query, each once
   */
  public static List<String> targets(
      String method, int status, String scheme, String authority, String target, Fields answer) {
    if (!happens(method, status)) {
      return List.of();
    }
    List<String> targets = new ArrayList<>();
    targets.add(target);
    UriReference base = UriReference.of(scheme, authority, target);
    add(base, answer.get(FieldName.LOCATION), targets);
    add(base, answer.get(CacheFields.CONTENT_LOCATION), targets);
    return targets;
  }

  private static void add(UriReference base, @Nullable String reference, List<String> into) {
    if (reference == null) {
      return;
    }
    UriReference resolved = base.resolve(reference);
    if (resolved.sameOrigin(base) && !into.contains(resolved.target())) {
      into.add(resolved.target());
    }
  }
}
