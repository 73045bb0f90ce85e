package dev.mynah.agent.route;

import dev.mynah.agent.config.MatchConfig;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.route.match.BodyState;
import dev.mynah.agent.route.match.Predicate;
import dev.mynah.agent.route.match.RegexOverrun;
import dev.mynah.agent.route.match.RequestView;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to its route: what is asked, what is known of the body, and the answer.
 * Made once per exchange and reused with {@link #begin}. Not thread-safe.
 *
 * <p>The head is not copied: what is read from a look-up later, parameters too, is valid as long as
 * the head is.
 */
public final class RouteLookup {
  private static final byte[] NOTHING = {};

  private final RequestView view;
  private final PathSegments segments = new PathSegments();
  private final Candidates candidates = new Candidates();
  private @Nullable Route route;
  private boolean onlyNamingHead;
  private int attempts;

  public RouteLookup() {
    this(RegexOverrun.IGNORED);
  }

  /** A look-up that tells of regular expressions that were given up. */
  public RouteLookup(RegexOverrun overrun) {
    view = new RequestView(overrun);
  }

  /** Begins with a new request, of whose body nothing is known. */
  public RouteLookup begin(RequestHead head) {
    view.reset(head);
    route = null;
    attempts = 0;
    return this;
  }

  /** Lets go of the request. */
  public void clear() {
    view.clear();
    candidates.clear();
    route = null;
  }

  /** The body is here, its content coding undone. The bytes are not copied. */
  public void body(byte[] bytes, int length) {
    view.body(BodyState.READ, bytes, length);
  }

  /** The body is here as it was sent; its content coding is undone within the limit. */
  public void encodedBody(byte[] bytes, int length, int limitBytes) {
    BodyDecoding.Result decoded =
        BodyDecoding.decode(view.head().fields(), bytes, length, limitBytes);
    view.body(decoded.state(), decoded.bytes(), decoded.length());
  }

  /** The body is past the limit and will not be here. */
  public void bodyTooLarge() {
    view.body(BodyState.TOO_LARGE, NOTHING, 0);
  }

  /** The body's content coding cannot be undone. */
  public void bodyNotDecodable() {
    view.body(BodyState.NOT_DECODABLE, NOTHING, 0);
  }

  public RequestHead head() {
    return view.head();
  }

  /** The request, decoded on demand; shared with whoever needs its parts again. */
  public RequestView view() {
    return view;
  }

  /**
   * The route that was found.
   *
   * @throws IllegalStateException when none was
   */
  public Route route() {
    if (route == null) {
      throw new IllegalStateException("no route was found");
    }
    return route;
  }

  /**
   * The value of a {@code :param} of the route's path, decoded; null when it has none of the name.
   */
  public @Nullable String param(String name) {
    for (int i = 0; route != null && i < route.paramCount(); i++) {
      if (route.paramName(i).equals(name)) {
        return segments.text(route.paramSegment(i));
      }
    }
    return null;
  }

  /** All parameters of the route's path in its order, decoded. */
  public Map<String, String> params() {
    Map<String, String> params = new LinkedHashMap<>();
    for (int i = 0; route != null && i < route.paramCount(); i++) {
      params.putIfAbsent(route.paramName(i), segments.text(route.paramSegment(i)));
    }
    return params;
  }

  /** How many candidates were tried; for traces and tests of cost. */
  public int attempts() {
    return attempts;
  }

  PathSegments segments() {
    return segments;
  }

  Candidates candidates() {
    return candidates;
  }

  boolean onlyNamingHead() {
    return onlyNamingHead;
  }

  void onlyNamingHead(boolean only) {
    onlyNamingHead = only;
  }

  void found(Route claimant) {
    route = claimant;
  }

  /** Tries one candidate. */
  Verdict attempt(Route candidate) {
    if (!headFits(candidate)) {
      return Verdict.NONE;
    }
    Predicate[] body = candidate.bodyPredicates();
    if (body.length > 0 && view.bodyState() != BodyState.READ) {
      return unreadable(candidate);
    }
    for (Predicate predicate : body) {
      if (!predicate.test(view)) {
        return Verdict.NONE;
      }
    }
    route = candidate;
    return Verdict.FOUND;
  }

  boolean headFits(Route candidate) {
    attempts++;
    for (Predicate predicate : candidate.headPredicates()) {
      if (!predicate.test(view)) {
        return false;
      }
    }
    return true;
  }

  /** What a candidate that wants to read the body means when the body is not here. */
  Verdict unreadable(Route candidate) {
    if (view.bodyState() == BodyState.UNREAD) {
      return Verdict.NEEDS_BODY;
    }
    if (candidate.onTooLarge() == MatchConfig.OnTooLarge.SKIP) {
      return Verdict.NONE;
    }
    return view.bodyState() == BodyState.TOO_LARGE
        ? Verdict.BODY_TOO_LARGE
        : Verdict.BODY_NOT_DECODABLE;
  }
}
