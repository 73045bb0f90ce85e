package dev.mynah.agent.config.format;

import dev.mynah.agent.config.DrainConfig;
import dev.mynah.agent.config.RuntimeConfig;
import dev.mynah.agent.config.UnmatchedConfig;
import dev.mynah.agent.config.reuse.CacheDraft;
import dev.mynah.agent.config.reuse.CacheHeadersConfig;
import dev.mynah.settings.declare.Section;
import dev.mynah.settings.declare.Setting;
import dev.mynah.settings.declare.Types;
import dev.mynah.settings.declare.Values;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the agent runs and leaves, and what holds for all routes. */
final class LifeSections {
  private static final Setting<Duration> DELAY =
      Setting.of(
              "delay",
              Types.duration(Duration.ZERO, Duration.ofMinutes(10)),
              "Still accepting while readiness already says no.")
          .byDefault(DrainConfig.DEFAULT.delay());
  private static final Setting<Duration> TIMEOUT =
      Setting.of(
              "timeout",
              Types.duration(Duration.ZERO, Duration.ofHours(1)),
              "From the start of draining until what is left is cut.")
          .byDefault(DrainConfig.DEFAULT.timeout());
  static final Setting<DrainConfig> DRAIN =
      Setting.of(
              "drain",
              Section.of(
                  "drain",
                  "How the agent leaves.",
                  v -> {
                    if (v.get(DELAY).compareTo(v.get(TIMEOUT)) > 0) {
                      v.error(DELAY, "expected at most drain.timeout");
                    }
                    return new DrainConfig(v.get(DELAY), v.get(TIMEOUT));
                  },
                  DELAY,
                  TIMEOUT),
              "How the agent leaves.")
          .byDefault(DrainConfig.DEFAULT)
          .elsewise("as below");

  private static final Setting<Integer> EVENT_LOOPS =
      Setting.of("eventLoops", Types.integer(0, 256), "Threads of traffic; 0 for CPUs, at most 4.")
          .byDefault(RuntimeConfig.DEFAULT.eventLoops())
          .atStart();
  private static final Setting<RuntimeConfig.Transport> TRANSPORT =
      Setting.of(
              "transport",
              Types.choice(RuntimeConfig.Transport.class),
              "How sockets are driven; auto is epoll where there is one, else nio.")
          .byDefault(RuntimeConfig.DEFAULT.transport())
          .atStart();
  static final Setting<RuntimeConfig> RUNTIME =
      Setting.of(
              "runtime",
              Section.of(
                  "runtime",
                  "Threads and transport.",
                  v -> new RuntimeConfig(v.get(EVENT_LOOPS), v.get(TRANSPORT)),
                  EVENT_LOOPS,
                  TRANSPORT),
              "Threads and transport.")
          .byDefault(RuntimeConfig.DEFAULT)
          .elsewise("as below");

  private static final Setting<UnmatchedConfig.Hints> HINTS =
      Setting.of(
              "hints",
              Types.choice(UnmatchedConfig.Hints.class),
              "Who is told the nearest routes and why each missed.")
          .byDefault(UnmatchedConfig.DEFAULT.hints());
  static final Setting<UnmatchedConfig> UNMATCHED =
      Setting.of(
              "unmatched",
              Section.of(
                  "unmatched",
                  "The answer when no route claims a request.",
                  v -> new UnmatchedConfig(v.get(HINTS)),
                  HINTS),
              "The answer when no route claims a request.")
          .byDefault(UnmatchedConfig.DEFAULT)
          .elsewise("as below");

  /**
   * What holds for routes that say nothing else.
   *
   * @param proxyTimeout null for the upstream's
   * @param cache for routes that have a cache
   * @param dedup for routes that have a dedup window
   * @param cacheHeaders for all routes; null for what answers say themselves
   */
  record Defaults(
      @Nullable Duration proxyTimeout,
      CacheDraft cache,
      DedupSection.Draft dedup,
      @Nullable CacheHeadersConfig cacheHeaders) {
    static final Defaults NONE =
        new Defaults(null, CacheSection.NOTHING, DedupSection.NOTHING, null);
  }

  /** Of routes that forward. */
  private record ProxyDefaults(@Nullable Duration timeout) {}

  private static final Section<ProxyDefaults> PROXY_DEFAULTS_SECTION =
      Section.of(
          "proxyDefaults",
          "For routes that forward.",
          v -> new ProxyDefaults(v.find(ProxySection.TIMEOUT)),
          ProxySection.TIMEOUT);
  private static final Setting<ProxyDefaults> PROXY_DEFAULTS =
      Setting.of("proxy", PROXY_DEFAULTS_SECTION, "For routes that forward.")
          .byDefault(new ProxyDefaults(null))
          .elsewise("");
  static final Setting<Defaults> DEFAULTS =
      Setting.of(
              "defaults",
              Section.of(
                      "defaults",
                      "What holds for routes that say nothing else.",
                      LifeSections::defaults,
                      PROXY_DEFAULTS,
                      CacheSection.CACHE,
                      DedupSection.DEDUP,
                      CacheHeadersSection.CACHE_HEADERS)
                  .later(
                      Map.of(
                          "auto", "will fall back when the real service fails",
                          "mock", "a mock has no defaults of its own yet")),
              "What holds for routes that say nothing else.")
          .byDefault(Defaults.NONE)
          .elsewise("");

  private LifeSections() {}

  private static Defaults defaults(Values v) {
    CacheDraft cache = v.find(CacheSection.CACHE);
    DedupSection.Draft dedup = v.find(DedupSection.DEDUP);
    return new Defaults(
        v.get(PROXY_DEFAULTS).timeout(),
        cache == null ? CacheSection.NOTHING : cache,
        dedup == null ? DedupSection.NOTHING : dedup,
        v.find(CacheHeadersSection.CACHE_HEADERS));
  }
}
