package dev.mynah.agent.config.format;

import dev.mynah.agent.config.reuse.CacheConfig;
import dev.mynah.agent.config.reuse.CacheConfig.SetCookie;
import dev.mynah.agent.config.reuse.CacheConfig.Visibility;
import dev.mynah.agent.config.reuse.CacheDraft;
import dev.mynah.settings.declare.Section;
import dev.mynah.settings.declare.Setting;
import dev.mynah.settings.declare.Type;
import dev.mynah.settings.declare.Types;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is stored of an upstream's answers. */
final class CacheSection {
  private static final Type<Duration> AGE = Types.duration(Duration.ZERO, Duration.ofDays(365));

  /** Says nothing. */
  static final CacheDraft NOTHING = ttl(null);

  private static final Setting<Boolean> ENABLED =
      Setting.of(
              "enabled",
              Types.truth(),
              "false for a route that takes no part in what its" + " upstream or the defaults say.")
          .byDefault(true);
  private static final Setting<Duration> TTL =
      Setting.of("ttl", AGE, "How long answers are fresh, whatever the origin says.")
          .elsewise("as the origin says");
  private static final Setting<List<Integer>> STATUSES =
      Setting.of("statuses", Types.integer(200, 599).listOrOne(), "Statuses that ttl applies to.")
          .elsewise(words(CacheConfig.DEFAULT_STATUSES));
  private static final Setting<Visibility> VISIBILITY =
      Setting.of(
              "visibility",
              Types.choice(Visibility.class),
              "public: answers to requests with Authorization are for everybody too.")
          .elsewise("origin");
  private static final Setting<SetCookie> SET_COOKIE =
      Setting.of(
              "setCookie",
              Types.choice(SetCookie.class),
              "An answer with Set-Cookie is not stored (refuse), or without its cookies (strip).")
          .elsewise("refuse");
  private static final Setting<Boolean> HEURISTIC =
      Setting.of(
              "heuristic",
              Types.truth(),
              "Whether an answer that says only Last-Modified is fresh for a tenth of its age.")
          .elsewise("true");
  private static final Setting<Duration> STALE_WHILE_REVALIDATE =
      Setting.of(
              "staleWhileRevalidate",
              AGE,
              "How long a stale answer is served while the origin is asked anew.")
          .elsewise("as the origin says");
  private static final Setting<Duration> STALE_IF_ERROR =
      Setting.of("staleIfError", AGE, "How long a stale answer is served when the origin fails.")
          .elsewise("as the origin says");
  private static final Setting<Long> MAX_OBJECT =
      Setting.of("maxObject", Types.size(0, 1L << 40), "Longest body that is stored.")
          .elsewise("cache.maxObject of the file");
  private static final Setting<List<String>> IGNORE_QUERY =
      Setting.of(
              "ignoreQuery",
              Types.text().listOrOne(),
              "Query parameters that make no difference; utm_* for all that begin so, * for all.")
          .elsewise("none");
  private static final Setting<List<String>> KEY_HEADERS =
      Setting.of(
              "keyHeaders",
              Tokens.FIELD.listOrOne(),
              "Request fields that make a difference although Vary does not name them.")
          .elsewise("none");
  private static final Setting<Boolean> COALESCE =
      Setting.of("coalesce", Types.truth(), "Whether identical requests at a time share one call.")
          .elsewise("true");

  private static final Section<CacheDraft> SECTION =
      Section.of(
              "routeCache",
              "What is stored of an upstream's answers, as RFC 9111 says; {} follows the origin."
                  + " In short form, cache: 60s, it is the ttl.",
              v ->
                  new CacheDraft(
                      v.get(ENABLED),
                      v.find(TTL),
                      v.find(STATUSES) == null ? null : Set.copyOf(v.get(STATUSES)),
                      v.find(VISIBILITY),
                      v.find(SET_COOKIE),
                      v.find(HEURISTIC),
                      v.find(STALE_WHILE_REVALIDATE),
                      v.find(STALE_IF_ERROR),
                      v.find(MAX_OBJECT),
                      v.find(IGNORE_QUERY),
                      v.find(KEY_HEADERS),
                      v.find(COALESCE)),
              ENABLED,
              TTL,
              STATUSES,
              VISIBILITY,
              SET_COOKIE,
              HEURISTIC,
              STALE_WHILE_REVALIDATE,
              STALE_IF_ERROR,
              MAX_OBJECT,
              IGNORE_QUERY,
              KEY_HEADERS,
              COALESCE)
          .synonyms(
              Map.of(
                  "maxAge", "ttl",
                  "cacheTTL", "ttl",
                  "size", "maxObject here, cache.size at the top of the file",
                  "vary", "keyHeaders",
                  "stale", "staleWhileRevalidate or staleIfError",
                  "grace", "staleWhileRevalidate or staleIfError",
                  "cookies", "setCookie"));

  /** What a route, an upstream or the defaults say. */
  static final Setting<CacheDraft> CACHE =
      Setting.of(
              "cache",
              SECTION.orShort(AGE.becoming(CacheSection::ttl)),
              "What is stored of the upstream's answers.")
          .elsewise("nothing is stored");

  private CacheSection() {}

  private static CacheDraft ttl(@Nullable Duration ttl) {
    return new CacheDraft(true, ttl, null, null, null, null, null, null, null, null, null, null);
  }

  private static String words(Set<Integer> statuses) {
    String list = new TreeSet<>(statuses).toString();
    return list.substring(1, list.length() - 1);
  }
}
