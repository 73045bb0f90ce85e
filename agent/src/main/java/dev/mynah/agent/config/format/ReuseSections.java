package dev.mynah.agent.config.format;

import dev.mynah.agent.config.reuse.RedisConfig;
import dev.mynah.agent.config.reuse.ReuseSpace;
import dev.mynah.settings.declare.Refused;
import dev.mynah.settings.declare.Section;
import dev.mynah.settings.declare.Setting;
import dev.mynah.settings.declare.Type;
import dev.mynah.settings.declare.Types;
import dev.mynah.settings.declare.Values;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The memory and the server that all routes share for saving calls. */
final class ReuseSections {
  private static final long MIB = 1024L * 1024;
  private static final int REDIS_PORT = 6379;
  private static final int HIGHEST_PORT = 65_535;

  private static final Setting<Long> CACHE_SIZE =
      Setting.of("size", Types.size(0, 1L << 40), "Memory for stored answers; 0 for none.")
          .elsewise("what --memory leaves, at most 32MiB")
          .atStart();
  private static final Setting<Long> MAX_OBJECT =
      Setting.of("maxObject", Types.size(0, 1L << 40), "Longest body that is stored.")
          .elsewise("a quarter of cache.size")
          .atStart();

  /** The cache as a whole. */
  record CacheSpace(@Nullable Long size, @Nullable Long maxObject) {}

  static final Setting<CacheSpace> CACHE =
      Setting.of(
              "cache",
              Section.of(
                      "cache",
                      "The memory of all routes that have cache:.",
                      v -> new CacheSpace(v.find(CACHE_SIZE), v.find(MAX_OBJECT)),
                      CACHE_SIZE,
                      MAX_OBJECT)
                  .synonyms(
                      Map.of(
                          "ttl", "defaults.cache.ttl, or cache.ttl of a route",
                          "maxSize", "size",
                          "memory", "size")),
              "The memory of all routes that have cache:.")
          .byDefault(new CacheSpace(null, null))
          .elsewise("as below");

  private static final Setting<Long> DEDUP_SIZE =
      Setting.of("size", Types.size(MIB / 16, 1L << 40), "Memory for remembered answers.")
          .elsewise("what --memory leaves, at most 8MiB")
          .atStart();

  /** The dedup window as a whole. */
  record DedupSpace(@Nullable Long size) {}

  static final Setting<DedupSpace> DEDUP =
      Setting.of(
              "dedup",
              Section.of(
                      "dedupSpace",
                      "The memory of all routes that have dedup:.",
                      v -> new DedupSpace(v.find(DEDUP_SIZE)),
                      DEDUP_SIZE)
                  .synonyms(
                      Map.of(
                          "window", "defaults.dedup.window, or dedup.window of a route",
                          "maxSize", "size")),
              "The memory of all routes that have dedup:.")
          .byDefault(new DedupSpace(null))
          .elsewise("as below");

  private static final Type<URI> REDIS_URL =
      Types.token(
          "URL",
          "expected a URL such as redis://host:6379/0, or rediss:// for TLS",
          ReuseSections::redisUrl);
  private static final Setting<URI> URL =
      Setting.of("url", REDIS_URL, "Server, user, password and database; rediss:// is with TLS.")
          .required()
          .secret()
          .atStart();
  private static final Setting<Duration> TIMEOUT =
      Setting.of(
              "timeout",
              Types.duration(Duration.ofMillis(1), Duration.ofSeconds(10)),
              "For one question; a slower answer counts as none.")
          .byDefault(RedisConfig.DEFAULT_TIMEOUT)
          .atStart();
  private static final Setting<String> PREFIX =
      Setting.of("prefix", Tokens.VALUE, "In front of every key.")
          .byDefault(RedisConfig.DEFAULT_PREFIX)
          .atStart();
  private static final Setting<Long> MAX_VALUE =
      Setting.of("maxValue", Types.size(1024, 512 * MIB), "Longest entry that is shared.")
          .byDefault(RedisConfig.DEFAULT_MAX_VALUE)
          .elsewise("1MiB")
          .atStart();
  private static final Setting<Path> CA_FILE =
      Setting.of("caFile", Types.file(), "PEM authorities to trust instead of the JDK's.")
          .atStart();

  static final Setting<RedisConfig> REDIS =
      Setting.of(
              "redis",
              Section.of(
                      "redis",
                      "A server with the Redis protocol (Redis, Valkey) through which replicas share"
                          + " cache and dedup window.",
                      ReuseSections::redis,
                      URL,
                      TIMEOUT,
                      PREFIX,
                      MAX_VALUE,
                      CA_FILE)
                  .synonyms(Map.of("host", "url", "address", "url", "password", "url")),
              "A server that replicas share.")
          .elsewise("every process for itself");

  private ReuseSections() {}

  static ReuseSpace space(Values v) {
    CacheSpace cache = v.get(CACHE);
    return new ReuseSpace(cache.size(), cache.maxObject(), v.get(DEDUP).size(), v.find(REDIS));
  }

  private static @Nullable RedisConfig redis(Values v) {
    return new RedisConfig(
        v.get(URL), v.get(TIMEOUT), v.get(PREFIX), v.get(MAX_VALUE), v.find(CA_FILE));
  }

  private static URI redisUrl(String text) {
    URI url;
    try {
      url = new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not a URI", e);
    }
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("redis") && !scheme.equals("rediss") || url.getHost() == null) {
      throw new IllegalArgumentException("not of Redis");
    }
    String path = url.getPath() == null ? "" : url.getPath();
    if (!path.matches("/?|/[0-9]{1,4}")) {
      throw new Refused("expected the number of a database after the host, such as /0");
    }
    if (url.getPort() == 0 || url.getPort() > HIGHEST_PORT) {
      throw new Refused("expected a port of 1 to 65535, without one " + REDIS_PORT);
    }
    return url;
  }
}
