package dev.mynah.agent;

import dev.mynah.agent.config.RouteConfig;
import dev.mynah.agent.config.RouteMode;
import dev.mynah.ledger.HitMethod;
import dev.mynah.ledger.Outcome;
import dev.mynah.metrics.RouteInfo;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What metrics are told of the routes, so that the series we can foresee start at 0. */
final class RouteInfos {
  private static final int OK = 200;

  private RouteInfos() {}

  static List<RouteInfo> of(List<RouteConfig> routes) {
    return routes.stream().map(RouteInfos::info).toList();
  }

  private static RouteInfo info(RouteConfig route) {
    boolean mocked = route.mode() == RouteMode.MOCK;
    String upstream = mocked || route.proxy() == null ? "" : route.proxy().to();
    int code = mocked && route.mock() != null ? route.mock().status() : OK;
    Outcome outcome = mocked ? Outcome.MOCK : Outcome.PROXIED;
    Set<String> methods =
        route.match().methods().isEmpty() ? Set.of("GET") : route.match().methods();
    List<RouteInfo.Start> starts =
        methods.stream()
            .map(method -> new RouteInfo.Start(HitMethod.of(method), code, outcome))
            .toList();
    // One text for all routes of a mode.
    String mode = route.mode().name().toLowerCase(Locale.ROOT).intern();
    return new RouteInfo(route.id(), route.group(), upstream, mode, starts);
  }
}
