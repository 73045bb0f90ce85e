package dev.mynah.agent.route.match;

import dev.mynah.agent.config.BodyMatch;
import dev.mynah.agent.config.MatchConfig;
import dev.mynah.agent.config.ValueMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Compiles a {@link MatchConfig}'s conditions beyond method and path pattern. */
public final class Predicates {
  private Predicates() {}

  /**
   * The conditions in the order they are tested: cheap ones first, then the path's regular
   * expression, those of the body last.
   *
   * @throws IllegalArgumentException when a JSONPath expression does not compile
   */
  public static List<Predicate> of(MatchConfig match) {
    List<Predicate> predicates = new ArrayList<>();
    if (match.scheme() != null) {
      predicates.add(new SchemePredicate(match.scheme()));
    }
    if (match.host() != null) {
      predicates.add(new HostPredicate(match.host()));
    }
    addNamed(match.headers(), NamedValue::header, predicates);
    addNamed(match.query(), NamedValue::query, predicates);
    addNamed(match.cookies(), NamedValue::cookie, predicates);
    if (match.pathRegex() != null) {
      predicates.add(new PathRegex(match.pathRegex()));
    }
    for (BodyMatch body : match.body()) {
      predicates.add(ofBody(body));
    }
    return predicates;
  }

  private static void addNamed(
      Map<String, ValueMatch> matches,
      BiFunction<String, ValueMatch, Predicate> compile,
      List<Predicate> to) {
    new TreeMap<>(matches).forEach((name, match) -> to.add(compile.apply(name, match)));
  }

  private static Predicate ofBody(BodyMatch match) {
    if (match instanceof BodyMatch.TextEqual equal) {
      return BodyText.of(equal);
    }
    if (match instanceof BodyMatch.Contains contains) {
      return BodyText.of(contains);
    }
    if (match instanceof BodyMatch.Matches matches) {
      return BodyText.of(matches);
    }
    if (match instanceof BodyMatch.JsonEqual json) {
      return new BodyJson(json);
    }
    return new BodyJsonPath((BodyMatch.JsonPath) match);
  }
}
