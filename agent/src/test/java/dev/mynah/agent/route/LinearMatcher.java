package dev.mynah.agent.route;

import dev.mynah.agent.config.BodyMatch;
import dev.mynah.agent.config.MatchConfig;
import dev.mynah.agent.config.RouteConfig;
import dev.mynah.agent.config.ValueMatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What routing means, written as plainly as it can be said: every route is looked at, one after the
 * other. Knows the predicates that {@link RouteTablePropertyTest} makes.
 */
final class LinearMatcher {
  private final List<RouteConfig> ordered;

  /** A request in parts; {@code json} is the value of the body's only member {@code k}. */
  record Asked(
      String method,
      String path,
      Map<String, List<String>> query,
      Map<String, List<String>> headers,
      String host,
      String json) {}

  LinearMatcher(List<RouteConfig> routes) {
    ordered = new ArrayList<>(routes);
    ordered.sort(
        Comparator.comparingInt(RouteConfig::priority)
            .thenComparing(route -> literalness(route.match())));
  }

  /** Text that sorts as paths do: one letter per segment, the more literal the smaller. */
  private static String literalness(MatchConfig match) {
    if (match.path() == null) {
      return match.pathRegex() != null ? "y" : "z";
    }
    StringBuilder kinds = new StringBuilder();
    for (String segment : match.path().substring(1).split("/", -1)) {
      boolean param = segment.startsWith(":") && segment.length() > 1;
      kinds.append(segment.equals("**") ? 'e' : segment.equals("*") ? 'c' : param ? 'b' : 'a');
    }
    return match.path().endsWith("**") ? kinds.toString() : kinds.append('d').toString();
  }

  String find(Asked asked, boolean bodyRead) {
    String best = find(asked, bodyRead, false);
    boolean standIn =
        asked.method().equals("HEAD")
            && ordered.stream()
                .filter(route -> route.id().equals(best))
                .anyMatch(
                    route ->
                        route.match().methods().contains("GET")
                            && !route.match().methods().contains("HEAD"));
    if (!standIn) {
      return best;
    }
    String named = find(asked, bodyRead, true);
    return named.equals("NONE") ? best : named;
  }

  private String find(Asked asked, boolean bodyRead, boolean onlyNamingHead) {
    for (RouteConfig route : ordered) {
      MatchConfig match = route.match();
      if (onlyNamingHead && !match.methods().contains("HEAD") || !headFits(match, asked)) {
        continue;
      }
      if (match.body().isEmpty()) {
        return route.id();
      }
      if (!bodyRead) {
        return "NEEDS_BODY";
      }
      if (match.body().stream().allMatch(body -> bodyFits(body, asked))) {
        return route.id();
      }
    }
    return "NONE";
  }

  private static boolean headFits(MatchConfig match, Asked asked) {
    boolean method =
        match.methods().isEmpty()
            || match.methods().contains(asked.method())
            || asked.method().equals("HEAD") && match.methods().contains("GET");
    return method
        && (match.path() == null || pathFits(pieces(match.path()), pieces(asked.path())))
        && (match.pathRegex() == null || match.pathRegex().matcher(asked.path()).matches())
        && (match.host() == null || hostFits(match.host(), asked.host()))
        && allFit(match.query(), asked.query())
        && allFit(match.headers(), asked.headers());
  }

  private static List<String> pieces(String path) {
    return List.of(path.substring(1).split("/", -1));
  }

  private static boolean pathFits(List<String> pattern, List<String> path) {
    if (pattern.isEmpty()) {
      return path.isEmpty();
    }
    String first = pattern.get(0);
    if (first.equals("**")) {
      return true;
    }
    boolean any = first.equals("*") || first.startsWith(":") && first.length() > 1;
    return !path.isEmpty()
        && (any ? !path.get(0).isEmpty() : first.equals(path.get(0)))
        && pathFits(pattern.subList(1, pattern.size()), path.subList(1, path.size()));
  }

  private static boolean hostFits(String pattern, String host) {
    return pattern.startsWith("*.")
        ? host.endsWith(pattern.substring(1)) && host.length() > pattern.length() - 1
        : host.equals(pattern);
  }

  private static boolean allFit(Map<String, ValueMatch> wanted, Map<String, List<String>> found) {
    return wanted.entrySet().stream()
        .allMatch(entry -> fits(entry.getValue(), found.getOrDefault(entry.getKey(), List.of())));
  }

  private static boolean fits(ValueMatch match, List<String> values) {
    if (match instanceof ValueMatch.Equal equal) {
      return values.stream()
          .anyMatch(
              value ->
                  equal.ignoreCase()
                      ? value.equalsIgnoreCase(equal.expected())
                      : value.equals(equal.expected()));
    }
    if (match instanceof ValueMatch.Absent) {
      return values.isEmpty();
    }
    ValueMatch.DoesNotContain not = (ValueMatch.DoesNotContain) match;
    return values.stream().noneMatch(value -> value.contains(not.part()));
  }

  private static boolean bodyFits(BodyMatch match, Asked asked) {
    String body = "{\"k\":\"" + asked.json() + "\"}";
    if (match instanceof BodyMatch.Contains contains) {
      return body.contains(contains.part());
    }
    if (match instanceof BodyMatch.TextEqual equal) {
      return body.equals(equal.expected());
    }
    if (match instanceof BodyMatch.JsonEqual equal) {
      return equal.expected().path("k").asText().equals(asked.json());
    }
    BodyMatch.JsonPath path = (BodyMatch.JsonPath) match;
    return fits(path.value(), List.of(asked.json()));
  }
}
