package dev.mynah.agent.route;

import dev.mynah.agent.config.MatchConfig;
import dev.mynah.agent.config.RouteConfig;
import dev.mynah.agent.route.match.Key;
import dev.mynah.agent.route.match.Predicate;
import dev.mynah.agent.route.match.Predicates;
import dev.mynah.agent.route.match.RequestView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One compiled route of a {@link RouteTable}. Immutable. */
public final class Route {
  private static final Predicate[] NO_PREDICATES = {};
  private static final String[] NO_NAMES = {};
  private static final int[] NO_SEGMENTS = {};

  private final int ordinal;
  private final RouteConfig config;
  private final @Nullable PathPattern pattern;
  private final Predicate[] head;
  private final Predicate[] body;
  private final String[] paramNames;
  private final int[] paramSegments;
  private final long expiresMillis;
  private int rank;

  Route(int ordinal, RouteConfig config) {
    this.ordinal = ordinal;
    this.config = config;
    String path = config.match().path();
    pattern = path == null ? null : PathPattern.parse(path);
    List<Predicate> predicates = Predicates.of(config.match());
    head = array(predicates, false);
    body = array(predicates, true);
    List<PathPattern.Segment> segments = pattern == null ? List.of() : pattern.segments();
    paramSegments = params(segments);
    paramNames = paramSegments.length == 0 ? NO_NAMES : new String[paramSegments.length];
    for (int i = 0; i < paramNames.length; i++) {
      // Thousands of routes call theirs "id".
      paramNames[i] = segments.get(paramSegments[i]).text().intern();
    }
    Instant expires = config.expires();
    expiresMillis = expires == null ? Long.MAX_VALUE : expires.toEpochMilli();
  }

  private static Predicate[] array(List<Predicate> predicates, boolean readBody) {
    Predicate[] some =
        predicates.stream().filter(p -> p.readsBody() == readBody).toArray(Predicate[]::new);
    return some.length == 0 ? NO_PREDICATES : some;
  }

  private static int[] params(List<PathPattern.Segment> segments) {
    int[] at =
        IntStream.range(0, segments.size())
            .filter(i -> segments.get(i).kind() == PathPattern.Kind.PARAM)
            .toArray();
    return at.length == 0 ? NO_SEGMENTS : at;
  }

  /** Its place in the list the table was compiled from: 0 to size - 1. */
  public int ordinal() {
    return ordinal;
  }

  public RouteConfig config() {
    return config;
  }

  /** The declared id. */
  public String id() {
    return config.id();
  }

  /**
   * Whether it has expired. An expired route still claims its requests; what they are answered is
   * the request path's business.
   *
   * @param wallMillis now, in milliseconds since 1970
   */
  public boolean expiredAt(long wallMillis) {
    return wallMillis >= expiresMillis;
  }

  /** Whether a request's body must be read to tell whether the route claims it. */
  public boolean readsBody() {
    return body.length > 0;
  }

  /** What it claims, as people write it: {@code GET /users/:id}. */
  public String claims() {
    return methodsText() + ' ' + pathText();
  }

  private String methodsText() {
    return methods().isEmpty()
        ? "ANY"
        : methods().stream().sorted().collect(Collectors.joining("|"));
  }

  private String pathText() {
    if (pattern != null) {
      return pattern.toString();
    }
    MatchConfig match = config.match();
    return match.pathRegex() == null ? "any path" : "~ " + match.pathRegex().pattern();
  }

  Set<String> methods() {
    return config.match().methods();
  }

  /** Whether it answers HEAD only because it answers GET. */
  boolean standsInForHead() {
    return methods().contains("GET") && !methods().contains("HEAD");
  }

  boolean accepts(String method) {
    return methods().isEmpty()
        || methods().contains(method)
        || method.equals("HEAD") && methods().contains("GET");
  }

  /** Whether a path that has the literal beginning of its regular expression matches it whole. */
  boolean pathFits(RequestView view) {
    Pattern regex = config.match().pathRegex();
    return regex == null || view.pathMatches(regex);
  }

  @Nullable PathPattern pattern() {
    return pattern;
  }

  Predicate[] headPredicates() {
    return head;
  }

  Predicate[] bodyPredicates() {
    return body;
  }

  List<Key> headKeys() {
    return keys(head);
  }

  List<Key> bodyKeys() {
    return keys(body);
  }

  private static List<Key> keys(Predicate[] predicates) {
    List<Key> keys = new ArrayList<>();
    for (Predicate predicate : predicates) {
      keys.addAll(predicate.keys());
    }
    return keys;
  }

  MatchConfig.OnTooLarge onTooLarge() {
    return config.match().onTooLarge();
  }

  int paramCount() {
    return paramNames.length;
  }

  String paramName(int i) {
    return paramNames[i];
  }

  int paramSegment(int i) {
    return paramSegments[i];
  }

  /** Its place in the order of the table, the best being 0. */
  int rank() {
    return rank;
  }

  void rank(int newRank) {
    rank = newRank;
  }

  @Override
  public String toString() {
    return id() + " (" + claims() + ")";
  }
}
