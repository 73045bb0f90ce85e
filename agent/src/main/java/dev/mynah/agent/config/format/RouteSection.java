package dev.mynah.agent.config.format;

import dev.mynah.agent.config.CorsConfig;
import dev.mynah.agent.config.MatchConfig;
import dev.mynah.agent.config.MockConfig;
import dev.mynah.agent.config.RouteConfig;
import dev.mynah.agent.config.RouteMode;
import dev.mynah.agent.config.reuse.CacheDraft;
import dev.mynah.agent.config.reuse.CacheHeadersConfig;
import dev.mynah.agent.config.reuse.RouteReuse;
import dev.mynah.settings.declare.Section;
import dev.mynah.settings.declare.Setting;
import dev.mynah.settings.declare.Type;
import dev.mynah.settings.declare.Types;
import dev.mynah.settings.declare.Values;
import dev.mynah.settings.tree.Place;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One route. */
final class RouteSection {
  private static final int DATE_LENGTH = "2026-12-31".length();

  /**
   * A route before upstreams are known and ids given.
   *
   * @param config with an empty id and group where none is declared, and without its proxy
   */
  record Draft(
      RouteConfig config, ProxySection.@Nullable Draft proxy, ReuseDraft reuse, Places places) {}

  /** What the route itself says of saving calls. */
  record ReuseDraft(
      @Nullable CacheDraft cache,
      DedupSection.@Nullable Draft dedup,
      @Nullable CacheHeadersConfig cacheHeaders) {}

  /** Where to point at. */
  record Places(Place route, Place id, Place proxy) {}

  private static final Setting<String> ID =
      Setting.of("id", Tokens.ID, "Name in counters, metrics and logs.")
          .elsewise("made of method, path and file")
          .example("get-user");
  private static final Setting<String> GROUP =
      Setting.of("group", Tokens.ID, "For reports.").elsewise("the upstream's name, or default");
  private static final Setting<RouteMode> MODE =
      Setting.of("mode", Types.choice(modes(), laterModes()), "Who answers.")
          .elsewise("the one block that stands there");
  private static final Setting<Integer> PRIORITY =
      Setting.of("priority", Types.integer(1, 1000), "1 is the highest.")
          .byDefault(RouteConfig.DEFAULT_PRIORITY);
  private static final Setting<MatchConfig> MATCH =
      Setting.of("match", MatchSection.TYPE, "What a request must look like.")
          .required()
          .example("GET /users/:id");
  private static final Setting<MockConfig> MOCK =
      Setting.of("mock", MockSection.SECTION, "A made-up answer.");
  private static final Setting<ProxySection.Draft> PROXY =
      Setting.of("proxy", ProxySection.type(), "The upstream that answers.");
  private static final Setting<CorsConfig> CORS =
      Setting.of("cors", CorsSection.TYPE, "What browsers on other origins may do.")
          .elsewise("the listener's");
  private static final Setting<Instant> EXPIRES =
      Setting.of("expires", time(), "From then on it answers expiredStatus.")
          .elsewise("never")
          .example("2026-12-31T00:00:00Z");
  private static final Setting<Integer> EXPIRED_STATUS =
      Setting.of("expiredStatus", Types.integer(400, 599), "Status of an expired route.")
          .byDefault(RouteConfig.DEFAULT_EXPIRED_STATUS);
  private static final Setting<BigDecimal> COST =
      Setting.of(
              "cost",
              Types.decimal("0", "1000000000"),
              "Of one call to the real service, in a unit of your own.")
          .byDefault(BigDecimal.ZERO);

  private static final Section<Draft> SECTION =
      Section.of(
              "route",
              "What a route claims and how it answers.",
              RouteSection::build,
              ID,
              GROUP,
              MATCH,
              MODE,
              MOCK,
              PROXY,
              CORS,
              CacheSection.CACHE,
              DedupSection.DEDUP,
              CacheHeadersSection.CACHE_HEADERS,
              PRIORITY,
              EXPIRES,
              EXPIRED_STATUS,
              COST)
          .synonyms(synonyms())
          .later(later());

  static final Setting<List<Draft>> ROUTES =
      Setting.of("routes", SECTION.list(), "Routes; the first of equals wins.")
          .byDefault(List.of())
          .elsewise("none");

  private RouteSection() {}

  private static Map<String, RouteMode> modes() {
    Map<String, RouteMode> modes = new LinkedHashMap<>();
    modes.put("mock", RouteMode.MOCK);
    modes.put("proxy", RouteMode.PROXY);
    return modes;
  }

  private static Map<String, String> laterModes() {
    return Map.of(
        "auto", "the real service first, then what stands in for it; use mock or proxy",
        "split", "a share of the requests to the real service; use mock or proxy",
        "shadow", "the mock answers and the real one is compared; use mock or proxy");
  }

  private static Map<String, String> synonyms() {
    Map<String, String> all = new HashMap<>();
    all.put("response", "mock");
    all.put("respond", "mock");
    all.put("reply", "mock");
    all.put("request", "match");
    all.put("when", "match");
    all.put("target", "proxy.to");
    all.put("upstream", "proxy.to");
    all.put("to", "proxy.to");
    all.put("url", "match.path");
    all.put("name", "id");
    all.put("jsonBody", "mock.json");
    all.put("body", "mock.json, mock.text or match.body");
    all.put("bodyFileName", "mock.file");
    all.put("headers", "match.headers or mock.headers");
    all.put("tags", "group");
    all.put("coalesce", "cache.coalesce");
    all.put("deduplication", "dedup");
    all.put("cacheControl", "cacheHeaders");
    return all;
  }

  private static Map<String, String> later() {
    Map<String, String> all = new HashMap<>();
    all.put("auto", "will fall back when the real service fails");
    all.put("split", "will move traffic from mock to real by share");
    all.put("shadow", "will compare the mock with the real service");
    all.put("webhook", "will report hits to a URL");
    all.put("webhooks", "will report hits to URLs");
    all.put("rateLimit", "will limit callers");
    all.put("validate", "will check requests against a schema");
    all.put("record", "will keep answers of the real service");
    all.put("replay", "will answer from recordings");
    all.put("scenario", "will answer by state");
    all.put("fault", "will break answers");
    all.put("faults", "will break answers");
    all.put("consumer", "will tell callers apart");
    all.put("websocket", "will talk WebSocket");
    all.put("sse", "will send events");
    all.put("retry", "will retry by route; an upstream has retry");
    return all;
  }

  /** A moment, or a day: its first moment in UTC. */
  private static Type<Instant> time() {
    return Types.token(
        "time",
        "expected a time such as 2026-12-31T00:00:00Z or a day such as 2026-12-31",
        text ->
            text.length() == DATE_LENGTH
                ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                : OffsetDateTime.parse(text).toInstant());
  }

  private static @Nullable Draft build(Values v) {
    MockConfig mock = v.find(MOCK);
    ProxySection.Draft proxy = v.find(PROXY);
    RouteMode mode = mode(v, mock != null, proxy != null);
    if (mode == null) {
      return null;
    }
    String id = v.find(ID);
    String group = v.find(GROUP);
    RouteConfig config =
        new RouteConfig(
            id == null ? "" : id,
            group == null ? "" : group,
            mode,
            v.get(PRIORITY),
            v.get(MATCH),
            mock,
            null,
            v.find(CORS),
            RouteReuse.NONE,
            v.find(EXPIRES),
            v.get(EXPIRED_STATUS),
            v.get(COST),
            v.place().toString());
    ReuseDraft reuse =
        new ReuseDraft(
            v.find(CacheSection.CACHE),
            v.find(DedupSection.DEDUP),
            v.find(CacheHeadersSection.CACHE_HEADERS));
    if (reuse.cache() != null && proxy == null) {
      v.error(CacheSection.CACHE, "expected proxy: beside it; a mock needs no cache");
    }
    return new Draft(config, proxy, reuse, new Places(v.place(), v.place(ID), v.place(PROXY)));
  }

  private static @Nullable RouteMode mode(Values v, boolean mock, boolean proxy) {
    RouteMode said = v.find(MODE);
    if (!mock && !proxy) {
      v.error(v.place(), "answers nothing", "expected mock: or proxy:");
      return null;
    }
    if (said == null && mock && proxy) {
      String both = "has both mock: and proxy:";
      v.error(v.place(), both, "expected mode: mock or mode: proxy beside them");
      return null;
    }
    if (said == null) {
      return mock ? RouteMode.MOCK : RouteMode.PROXY;
    }
    boolean there = said == RouteMode.MOCK ? mock : proxy;
    if (!there) {
      String missing = said == RouteMode.MOCK ? "mock:" : "proxy:";
      v.error(MODE, "expected " + missing + " beside it");
      return null;
    }
    return said;
  }
}
