package dev.mynah.agent.config.reuse;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A server with the Redis protocol that replicas share.
 *
 * @param url scheme redis or rediss, user and password, host, port, database; a secret
 * @param timeout for one question; a slower answer counts as none
 * @param prefix in front of every key
 * @param maxValue longest entry in bytes that is shared
 * @param caFile authorities to trust instead of the JDK's, with rediss
 */
public record RedisConfig(
    URI url, Duration timeout, String prefix, long maxValue, @Nullable Path caFile) {
  public static final Duration DEFAULT_TIMEOUT = Duration.ofMillis(50);
  public static final String DEFAULT_PREFIX = "mynah:";
  public static final long DEFAULT_MAX_VALUE = 1024 * 1024;

  /** Without the URL, which may hold a password. */
  @Override
  public String toString() {
    return "redis at " + url.getHost() + ":" + url.getPort();
  }
}
