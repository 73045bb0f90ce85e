package dev.mynah.agent.route;

import dev.mynah.agent.config.BodyMatch;
import dev.mynah.agent.config.RouteConfig;
import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.route.match.JsonPathExpression;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something in a route's {@code match} block that cannot be compiled.
 *
 * @param key below the route, such as {@code match.path}
 * @param found the value as it was written
 * @param expected what is allowed, in words that follow "expected"
 */
public record RouteProblem(RouteConfig route, String key, String found, String expected) {

  /** All problems of a route; empty when it compiles. */
  public static List<RouteProblem> in(RouteConfig route) {
    List<RouteProblem> problems = new ArrayList<>();
    String path = route.match().path();
    if (path != null) {
      add(route, "match.path", path, PathPattern.problem(path), problems);
    }
    for (String name : route.match().headers().keySet()) {
      add(route, "match.headers", name, headerProblem(name), problems);
    }
    for (BodyMatch body : route.match().body()) {
      if (body instanceof BodyMatch.JsonPath json) {
        String problem = JsonPathExpression.problem(json.expression());
        add(route, "match.body", json.expression(), problem, problems);
      }
    }
    return problems;
  }

  private static void add(
      RouteConfig route,
      String key,
      String found,
      @Nullable String expected,
      List<RouteProblem> to) {
    if (expected != null) {
      to.add(new RouteProblem(route, key, found, expected));
    }
  }

  private static @Nullable String headerProblem(String name) {
    try {
      FieldName.of(name);
      return null;
    } catch (IllegalArgumentException notToken) {
      return "a header name";
    }
  }
}
