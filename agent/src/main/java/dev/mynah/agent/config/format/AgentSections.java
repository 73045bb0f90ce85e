package dev.mynah.agent.config.format;

import dev.mynah.agent.config.AgentConfig;
import dev.mynah.agent.config.ListenerConfig;
import dev.mynah.agent.config.MockConfig;
import dev.mynah.agent.config.ProxyConfig;
import dev.mynah.agent.config.RouteConfig;
import dev.mynah.agent.config.UpstreamConfig;
import dev.mynah.agent.mock.MockRules;
import dev.mynah.agent.route.Shadowing;
import dev.mynah.settings.declare.Section;
import dev.mynah.settings.declare.Setting;
import dev.mynah.settings.declare.Values;
import dev.mynah.settings.declare.Words;
import dev.mynah.settings.tree.Node.Mapping;
import dev.mynah.settings.tree.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The agent's part of a configuration file. */
public final class AgentSections {
  private static final Duration LONGEST_BY_ITSELF = Duration.ofSeconds(30);
  private static final String DEFAULT_GROUP = "default";
  private static final Pattern UPSTREAM_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private static final Setting<Map<String, UpstreamConfig>> UPSTREAMS =
      Setting.of(
              "upstreams",
              UpstreamSection.TYPE
                  .byName()
                  .withKeys(UPSTREAM_NAME, "a name of letters, digits, . _ -"),
              "Real backends, by the names that routes use.")
          .byDefault(Map.of())
          .elsewise("none");

  /** Keys of the file: {@code listen}, {@code upstreams}, {@code routes} and their like. */
  public static final Section<AgentConfig> SECTION =
      Section.of(
              "agent",
              "What the sidecar does with traffic.",
              AgentSections::build,
              ListenSection.LISTEN,
              ListenSection.LISTENERS,
              UPSTREAMS,
              RouteSection.ROUTES,
              LifeSections.DEFAULTS,
              LimitsSection.LIMITS,
              LifeSections.DRAIN,
              LifeSections.RUNTIME,
              LifeSections.UNMATCHED,
              TemplatesSection.TEMPLATES,
              ReuseSections.CACHE,
              ReuseSections.DEDUP,
              ReuseSections.REDIS,
              ConsumersSection.CONSUMERS)
          .synonyms(synonyms())
          .later(later());

  private AgentSections() {}

  private static Map<String, String> synonyms() {
    Map<String, String> all = new HashMap<>();
    all.put("port", "listen.port");
    all.put("host", "listen.host");
    all.put("server", "listen");
    all.put("stubs", "routes");
    all.put("endpoints", "routes");
    all.put("backends", "upstreams");
    all.put("services", "upstreams");
    all.put("cors", "listen.cors, or cors of a route");
    all.put("adminPort", "admin.listen.port");
    all.put("<<", "an alias as a whole value: merge keys are not part of YAML 1.2");
    return all;
  }

  private static Map<String, String> later() {
    Map<String, String> all = new HashMap<>();
    all.put("recordings", "will keep answers of real services");
    all.put("scenarios", "will declare states");
    all.put("webhooks", "will report hits to URLs");
    all.put("rateLimits", "will limit callers");
    all.put("egress", "will bound what may be called");
    all.put("alerts", "will raise alerts");
    all.put("workspaces", "will part routes by team");
    all.put("tracing", "will report Server-Timing");
    return all;
  }

  private static AgentConfig build(Values v) {
    Upstreams upstreams = new Upstreams(v.get(UPSTREAMS), names(v));
    List<ListenerConfig> listeners = listeners(v, upstreams);
    List<RouteConfig> routes = routes(v, upstreams);
    OwnListeners.warn(upstreams.all().values(), listeners, v, v.place(UPSTREAMS));
    return new AgentConfig(
        listeners,
        upstreams.all(),
        routes,
        v.get(LimitsSection.LIMITS),
        v.get(LifeSections.DRAIN),
        v.get(LifeSections.RUNTIME),
        v.get(LifeSections.UNMATCHED),
        v.get(TemplatesSection.TEMPLATES),
        ReuseSections.space(v),
        v.get(ConsumersSection.CONSUMERS));
  }

  private static Collection<String> names(Values v) {
    return v.node(UPSTREAMS) instanceof Mapping mapping ? mapping.entries().keySet() : List.of();
  }

  private static List<ListenerConfig> listeners(Values v, Upstreams upstreams) {
    List<ListenerConfig> listeners = new ArrayList<>();
    Map<String, Place> bound = new HashMap<>();
    for (ListenSection.Draft draft : Listening.all(v)) {
      ListenerConfig listener = draft.listener();
      String address = listener.host() + ":" + listener.port();
      Place first = listener.port() == 0 ? null : bound.putIfAbsent(address, draft.place());
      if (first != null) {
        v.error(draft.place(), address, "bound by another listener, " + first);
      }
      String to = listener.to();
      String upstream = to == null ? null : upstreams.resolve(to, draft.to(), v);
      listeners.add(
          new ListenerConfig(
              listener.host(), listener.port(), upstream, listener.tls(), listener.cors()));
    }
    return listeners;
  }

  private static List<RouteConfig> routes(Values v, Upstreams upstreams) {
    List<RouteSection.Draft> drafts = v.get(RouteSection.ROUTES);
    RouteIds ids = new RouteIds(drafts, v);
    LifeSections.Defaults defaults = v.get(LifeSections.DEFAULTS);
    List<RouteConfig> routes = new ArrayList<>();
    Map<String, Place> places = new HashMap<>();
    for (RouteSection.Draft draft : drafts) {
      ProxyConfig proxy = proxy(draft, upstreams, defaults.proxyTimeout(), v);
      RouteConfig route = completed(draft, ids.of(draft, v), proxy, upstreams, defaults);
      routes.add(route);
      places.put(route.id(), draft.places().route());
      checkSystemValues(draft, v);
    }
    if (v.untroubled()) {
      warnOfShadows(routes, places, v);
    }
    upstreams.checkUnread(v.node(RouteSection.ROUTES), places.values(), v);
    return routes;
  }

  private static void checkSystemValues(RouteSection.Draft draft, Values v) {
    MockConfig mock = draft.config().mock();
    if (mock != null) {
      Place block = draft.places().route().missing("mock");
      MockRules.systemProblems(mock, v.get(TemplatesSection.TEMPLATES).systemValues())
          .forEach(p -> v.error(below(block, p.key()), p.found(), p.expected()));
    }
  }

  /** The setting of a block that a problem is about: a header, or what holds the body. */
  private static Place below(Place block, String key) {
    String[] words = key.split("[.\\[]", 2);
    boolean header = words.length > 1 && words[0].equals("headers");
    Place setting = block.missing(words[0]);
    return header ? setting.missing(words[1]) : setting;
  }

  private static void warnOfShadows(List<RouteConfig> routes, Map<String, Place> places, Values v) {
    try {
      for (Shadowing.Shadow shadow : Shadowing.find(routes)) {
        Place place = places.getOrDefault(shadow.route().id(), v.place());
        String by = "route " + shadow.by().id() + " (" + shadow.by().source() + ")";
        v.warn(place, shadow.route().id() + " never answers", by + " claims its requests first");
      }
    } catch (IllegalArgumentException e) {
      // What compiles routes knows more than the types of single settings do.
      v.error(v.place(RouteSection.ROUTES), "cannot be compiled", String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable ProxyConfig proxy(
      RouteSection.Draft draft, Upstreams upstreams, @Nullable Duration byDefault, Values v) {
    ProxySection.Draft proxy = draft.proxy();
    if (proxy == null) {
      return null;
    }
    Place to = proxy.to() == null ? draft.places().proxy() : proxy.to();
    String name = upstreams.resolve(proxy.proxy().to(), to, v);
    UpstreamConfig upstream = name == null ? null : upstreams.get(name);
    Duration own = proxy.proxy().timeout();
    if (upstream != null && own != null && proxy.timeout() != null) {
      checkTimeout(own, upstream, proxy.timeout(), v);
    }
    ProxyConfig p = proxy.proxy();
    return new ProxyConfig(
        name == null ? p.to() : name,
        own == null ? byDefault : own,
        p.headers(),
        p.responseHeaders(),
        p.stripPrefix(),
        p.addPrefix(),
        p.host(),
        p.credentials());
  }

  private static void checkTimeout(
      Duration timeout, UpstreamConfig upstream, Place place, Values v) {
    Duration total = upstream.timeout().total();
    Duration most = total.compareTo(LONGEST_BY_ITSELF) > 0 ? total : LONGEST_BY_ITSELF;
    if (timeout.compareTo(most) > 0) {
      v.error(
          place,
          Words.duration(timeout),
          "expected 100ms to 30s, or to timeout.total of the upstream " + upstream.name());
    }
  }

  private static RouteConfig completed(
      RouteSection.Draft draft,
      String id,
      @Nullable ProxyConfig proxy,
      Upstreams upstreams,
      LifeSections.Defaults defaults) {
    RouteConfig route = draft.config();
    UpstreamConfig upstream = proxy == null ? null : upstreams.get(proxy.to());
    String group = proxy == null ? DEFAULT_GROUP : proxy.to();
    return new RouteConfig(
        id,
        route.group().isEmpty() ? group : route.group(),
        route.mode(),
        route.priority(),
        route.match(),
        route.mock(),
        proxy,
        route.cors(),
        ReuseOfRoute.of(draft.reuse(), upstream, defaults),
        route.expires(),
        route.expiredStatus(),
        route.cost(),
        route.source());
  }
}
