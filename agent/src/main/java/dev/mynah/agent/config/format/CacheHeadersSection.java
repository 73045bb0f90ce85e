package dev.mynah.agent.config.format;

import dev.mynah.agent.config.reuse.CacheHeadersConfig;
import dev.mynah.agent.config.reuse.CacheHeadersConfig.Visibility;
import dev.mynah.settings.declare.Section;
import dev.mynah.settings.declare.Setting;
import dev.mynah.settings.declare.Type;
import dev.mynah.settings.declare.Types;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What clients and CDNs are told about storing an answer. */
final class CacheHeadersSection {
  private static final Type<Duration> AGE = Types.duration(Duration.ZERO, Duration.ofDays(365));
  private static final Pattern TAG = Pattern.compile("[!-+\\--~]{1,128}");

  private static final Setting<Duration> TTL =
      Setting.of("ttl", AGE, "max-age; 0s makes clients ask every time.")
          .byDefault(CacheHeadersConfig.DEFAULT_TTL);
  private static final Setting<Visibility> VISIBILITY =
      Setting.of(
              "visibility",
              Types.choice(Visibility.class),
              "public, private (the client alone may store it) or none (no-store).")
          .elsewise("public; private for a request with Authorization");
  private static final Setting<Duration> SHARED_TTL =
      Setting.of("sharedTtl", AGE, "s-maxage, for caches that many clients share.");
  private static final Setting<Duration> CDN_TTL =
      Setting.of("cdnTtl", AGE, "max-age of CDN-Cache-Control, for CDNs alone.");
  private static final Setting<Boolean> IMMUTABLE =
      Setting.of("immutable", Types.truth(), "Says that the content of this URL never changes.")
          .byDefault(false);
  private static final Setting<Boolean> MUST_REVALIDATE =
      Setting.of("mustRevalidate", Types.truth(), "Forbids stale answers.").byDefault(false);
  private static final Setting<Duration> STALE_WHILE_REVALIDATE =
      Setting.of("staleWhileRevalidate", AGE, "How long caches may serve stale while asking anew.");
  private static final Setting<Duration> STALE_IF_ERROR =
      Setting.of("staleIfError", AGE, "How long caches may serve stale when we fail.");
  private static final Setting<Boolean> ETAG =
      Setting.of("etag", Types.truth(), "Whether an answer without ETag gets one of its body.")
          .byDefault(true);
  private static final Setting<List<String>> VARY =
      Setting.of("vary", Tokens.FIELD.listOrOne(), "Request fields that the answer depends on.")
          .byDefault(List.of())
          .elsewise("");
  private static final Setting<List<String>> TAGS =
      Setting.of("tags", tag().listOrOne(), "Surrogate-Key and Cache-Tag, for purging at a CDN.")
          .byDefault(List.of())
          .elsewise("");

  private static final Section<CacheHeadersConfig> SECTION =
      Section.of(
              "cacheHeaders",
              "What clients and CDNs are told about storing an answer. In short form, cacheHeaders:"
                  + " 1h, it is the ttl.",
              v ->
                  new CacheHeadersConfig(
                      v.get(TTL),
                      v.find(VISIBILITY),
                      v.find(SHARED_TTL),
                      v.find(CDN_TTL),
                      v.get(IMMUTABLE),
                      v.get(MUST_REVALIDATE),
                      v.find(STALE_WHILE_REVALIDATE),
                      v.find(STALE_IF_ERROR),
                      v.get(ETAG),
                      v.get(VARY),
                      v.get(TAGS)),
              TTL,
              VISIBILITY,
              SHARED_TTL,
              CDN_TTL,
              IMMUTABLE,
              MUST_REVALIDATE,
              STALE_WHILE_REVALIDATE,
              STALE_IF_ERROR,
              ETAG,
              VARY,
              TAGS)
          .synonyms(
              Map.of(
                  "maxAge", "ttl",
                  "cacheTTL", "ttl",
                  "sMaxage", "sharedTtl",
                  "cdn", "cdnTtl",
                  "private", "visibility: private",
                  "public", "visibility: public",
                  "noStore", "visibility: none",
                  "surrogateKeys", "tags"));

  /** What a route or the defaults say. */
  static final Setting<CacheHeadersConfig> CACHE_HEADERS =
      Setting.of(
              "cacheHeaders",
              SECTION.orShort(AGE.becoming(CacheHeadersSection::ttl)),
              "What clients and CDNs are told about storing the answer.")
          .elsewise("what the answer says itself");

  private CacheHeadersSection() {}

  private static Type<String> tag() {
    String words = "expected up to 128 visible characters without blanks and commas";
    return Types.token(
        "tag",
        words,
        text -> {
          if (!TAG.matcher(text).matches()) {
            throw new IllegalArgumentException("does not match");
          }
          return text;
        });
  }

  private static CacheHeadersConfig ttl(Duration ttl) {
    return new CacheHeadersConfig(
        ttl, null, null, null, false, false, null, null, true, List.of(), List.of());
  }
}
