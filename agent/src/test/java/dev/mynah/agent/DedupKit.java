package dev.mynah.agent;

import dev.mynah.agent.config.AgentConfig;
import dev.mynah.agent.config.RouteConfig;
import dev.mynah.agent.config.reuse.DedupConfig;
import dev.mynah.agent.config.reuse.RouteReuse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Routes with a dedup window, for tests. */
final class DedupKit {
  /** Longer than any test waits. */
  static final DedupConfig WINDOW = window(Duration.ofHours(1), List.of());

  private DedupKit() {}

  static DedupConfig window(Duration window, List<String> headers) {
    return new DedupConfig(
        window,
        Set.of("GET", "HEAD", "POST", "PUT"),
        headers,
        64 * 1024,
        256 * 1024,
        Duration.ofSeconds(10));
  }

  static DedupConfig waiting(Duration wait) {
    return new DedupConfig(
        WINDOW.window(), WINDOW.methods(), List.of(), WINDOW.maxBody(), WINDOW.maxAnswer(), wait);
  }

  static RouteConfig with(RouteConfig route, DedupConfig dedup) {
    return new RouteConfig(
        route.id(),
        route.group(),
        route.mode(),
        route.priority(),
        route.match(),
        route.mock(),
        route.proxy(),
        route.cors(),
        new RouteReuse(null, dedup, null),
        route.expires(),
        route.expiredStatus(),
        route.cost(),
        route.source());
  }

  /** GET, HEAD, POST and PUT of everything go to one upstream. */
  static AgentConfig proxying(int port, DedupConfig dedup) {
    return RunningAgent.config(
        List.of(
            with(Routes.proxy("get", "GET", "/**", "real"), dedup),
            with(Routes.proxy("head", "HEAD", "/**", "real"), dedup),
            with(Routes.proxy("post", "POST", "/**", "real"), dedup),
            with(Routes.proxy("put", "PUT", "/**", "real"), dedup)),
        Map.of("real", Routes.upstream("real", port)));
  }

  static String get(String target, String... fields) {
    return "GET " + target + " HTTP/1.1\r\nHost: x\r\n" + lines(fields) + "\r\n";
  }

  static String post(String target, String body, String... fields) {
    return "POST "
        + target
        + " HTTP/1.1\r\nHost: x\r\nContent-Length: "
        + body.length()
        + "\r\n"
        + lines(fields)
        + "\r\n"
        + body;
  }

  private static String lines(String... fields) {
    return fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
  }
}
