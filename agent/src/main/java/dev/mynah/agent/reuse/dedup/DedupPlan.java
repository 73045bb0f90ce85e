package dev.mynah.agent.reuse.dedup;

import dev.mynah.agent.config.reuse.DedupConfig;
import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.ledger.HitMethod;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The dedup window of one route, compiled. Immutable; shared by all event loops. */
public final class DedupPlan {
  private final String routeId;
  private final Object version;
  private final boolean proxied;
  private final Set<String> methods;
  private final KeyMaker keys;
  private final int maxBodyBytes;
  private final long maxAnswerBytes;
  private final long windowNanos;
  private final long waitNanos;

  private DedupPlan(String routeId, Object version, boolean proxied, DedupConfig config) {
    this.routeId = routeId;
    this.version = version;
    this.proxied = proxied;
    this.methods = config.methods();
    this.keys = new KeyMaker(routeId, names(config.headers()));
    this.maxBodyBytes = (int) Math.min(config.maxBody(), Integer.MAX_VALUE);
    this.maxAnswerBytes = config.maxAnswer();
    this.windowNanos = config.window().toNanos();
    this.waitNanos = config.longestWait().toNanos();
  }

  /**
   * Compiles.
   *
   * @param version everything that the route's answers depend on, compared by equality: an answer
   *     remembered under another version is not given any more
   * @param proxied whether a duplicate saves a call to an upstream
   */
  public static DedupPlan of(String routeId, Object version, boolean proxied, DedupConfig config) {
    return new DedupPlan(routeId, version, proxied, config);
  }

  /** By name without regard to case, each once, in an order that does not depend on the file's. */
  private static List<FieldName> names(List<String> listed) {
    return listed.stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .distinct()
        .sorted()
        .map(FieldName::of)
        .toList();
  }

  /** Whether requests of this method have a window; methods are case-sensitive. */
  public boolean covers(RequestHead head) {
    return methods.contains(head.methodName());
  }

  /** Whether sending the request twice may do something twice (RFC 9110 section 9.2.1). */
  static boolean isUnsafe(HitMethod method) {
    return switch (method) {
      case GET, HEAD, OPTIONS, TRACE -> false;
      default -> true;
    };
  }

  /**
   * The key of a request.
   *
   * @param body its first {@code bodyBytes} bytes are the request's whole body
   */
  public DedupKey key(RequestHead head, byte[] body, int bodyBytes) {
    return keys.key(head, body, bodyBytes);
  }

  /** Longest body that is looked at. */
  public int maxBodyBytes() {
    return maxBodyBytes;
  }

  public String routeId() {
    return routeId;
  }

  /** Whether a duplicate saves a call to an upstream. */
  public boolean isProxied() {
    return proxied;
  }

  Object version() {
    return version;
  }

  long maxAnswerBytes() {
    return maxAnswerBytes;
  }

  long windowNanos() {
    return windowNanos;
  }

  long waitNanos() {
    return waitNanos;
  }
}
