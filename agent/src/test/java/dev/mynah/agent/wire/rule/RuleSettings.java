package dev.mynah.agent.wire.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mynah.agent.config.AgentConfig;
import dev.mynah.agent.config.format.AgentSections;
import dev.mynah.settings.Layers;
import dev.mynah.settings.Loading;
import dev.mynah.settings.ProcessSections;
import dev.mynah.settings.Schema;
import dev.mynah.settings.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The agent's configuration of a rule: what the file says over what all rules share, read by the
 * product's own loader.
 *
 * @param routes each over a route that forwards everything to the origin
 * @param upstream over the upstream called origin
 * @param top further sections of a configuration
 */
record RuleSettings(List<Map<?, ?>> routes, Map<?, ?> upstream, Map<?, ?> top) {
  private static final Schema SCHEMA = Schema.of(AgentSections.SECTION, ProcessSections.SECTION);
  private static final int LOOPS = 3;

  static RuleSettings of(Part part) {
    List<Map<?, ?>> routes = new ArrayList<>();
    for (Object route : part.list("routes")) {
      routes.add((Map<?, ?>) route);
    }
    if (routes.isEmpty()) {
      routes.add(part.has("route") ? part.map("route") : Map.of("cache", Map.of()));
    }
    return new RuleSettings(routes, part.map("upstream"), part.map("settings"));
  }

  /** What the agent runs with when the origin listens on this port. */
  AgentConfig config(int originPort) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("listen", Map.of("port", 0));
    all.put("runtime", Map.of("eventLoops", LOOPS));
    all.put("upstreams", Map.of("origin", upstreamAt(originPort)));
    List<Object> completed = new ArrayList<>();
    routes.forEach(route -> completed.add(complete(route, completed.size())));
    all.put("routes", completed);
    top.forEach((key, value) -> all.put(key.toString(), value));
    return load(all);
  }

  private Map<String, Object> upstreamAt(int port) {
    Map<String, Object> origin = new LinkedHashMap<>();
    origin.put("url", "http://127.0.0.1:" + port);
    origin.put("retry", 0);
    upstream.forEach((key, value) -> origin.put(key.toString(), value));
    return origin;
  }

  private static Map<String, Object> complete(Map<?, ?> route, int index) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("id", "route" + index);
    all.put("match", Map.of("path", "/**"));
    if (!route.containsKey("mock")) {
      all.put("proxy", "origin");
    }
    route.forEach((key, value) -> all.put(key.toString(), value));
    return all;
  }

  private static AgentConfig load(Map<String, Object> all) {
    Settings settings = SCHEMA.load(Loading.yaml(json(all)), Layers.NONE);
    if (!settings.ok()) {
      throw new AssertionError(String.join("\n", Loading.printed(settings.problems())));
    }
    return settings.get(AgentSections.SECTION);
  }

  private static String json(Map<String, Object> all) {
    try {
      return new ObjectMapper().writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
