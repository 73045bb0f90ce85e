package dev.mynah.command;

import dev.mynah.agent.config.AgentConfig;
import dev.mynah.agent.config.MatchConfig;
import dev.mynah.agent.config.RouteConfig;
import dev.mynah.agent.config.RouteMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Three lines to paste after a start: a mocked route, a proxied one, the counts. Only routes that a
 * plain call reaches are shown, so that every line works.
 */
final class SampleCalls {
  private static final String SAFE = "[A-Za-z0-9._~/-]*";

  private SampleCalls() {}

  /**
   * The lines.
   *
   * @param traffic such as {@code http://127.0.0.1:8080}
   * @param admin such as {@code http://127.0.0.1:9464}
   */
  static List<String> of(AgentConfig config, String traffic, String admin) {
    List<String> lines = new ArrayList<>();
    for (RouteMode mode : List.of(RouteMode.MOCK, RouteMode.PROXY)) {
      config.routes().stream()
          .filter(route -> route.mode() == mode)
          .map(route -> call(route, traffic))
          .flatMap(Optional::stream)
          .findFirst()
          .ifPresent(lines::add);
    }
    lines.add("curl -s " + admin + "/metrics | grep mynah_http_requests_total");
    return lines;
  }

  private static Optional<String> call(RouteConfig route, String traffic) {
    MatchConfig match = route.match();
    boolean plain =
        match.query().isEmpty()
            && match.headers().isEmpty()
            && match.cookies().isEmpty()
            && match.body().isEmpty()
            && match.host() == null
            && match.scheme() == null
            && match.path() != null;
    if (!plain || match.path() == null) {
      return Optional.empty();
    }
    String path = sample(match.path());
    Set<String> methods = match.methods();
    String method = methods.isEmpty() || methods.contains("GET") ? "" : methods.iterator().next();
    boolean callable = path.matches(SAFE) && !method.equals("HEAD");
    String option = method.isEmpty() ? "" : "-X " + method + " ";
    return callable ? Optional.of("curl -i " + option + traffic + path) : Optional.empty();
  }

  /** {@code /users/:id/*} is {@code /users/1/1}. */
  static String sample(String pattern) {
    return Stream.of(pattern.split("/", -1))
        .map(segment -> segment.startsWith(":") || segment.startsWith("*") ? "1" : segment)
        .collect(Collectors.joining("/"));
  }
}
