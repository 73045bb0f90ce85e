package dev.mynah.agent;

import dev.mynah.agent.config.reuse.RedisConfig;
import dev.mynah.agent.config.reuse.ReuseSpace;
import dev.mynah.agent.reuse.shared.Op;
import dev.mynah.agent.reuse.shared.Result;
import dev.mynah.agent.reuse.shared.Sharing;
import dev.mynah.agent.reuse.shared.lettuce.LettuceServer;
import dev.mynah.agent.upstream.address.Names;
import dev.mynah.metrics.Metrics;
import dev.mynah.metrics.ReuseCatalogue;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What this process shares with its replicas, where the configuration names a server for that.
 * Nothing of the server's client is loaded where it does not.
 */
final class Replicas {
  private static final String PART = "redis";
  private static final long NAME_TTL_NANOS = TimeUnit.SECONDS.toNanos(30);

  private Replicas() {}

  /** Connects in the background; null where nothing is shared. */
  static @Nullable Sharing open(ReuseSpace space, Names names, AgentParts parts) {
    RedisConfig config = space.redis();
    return config == null ? null : open(config, names, parts);
  }

  private static Sharing open(RedisConfig config, Names names, AgentParts parts) {
    LettuceServer server =
        new LettuceServer(
            config,
            Sharing.channel(config),
            (host, loop, then) -> names.resolve(host, NAME_TTL_NANOS, loop, then::accept));
    // Names this process and spreads its attempts, so that no two processes do alike.
    RandomGenerator random = new SecureRandom();
    Sharing sharing =
        new Sharing(
            config,
            server,
            random,
            System::nanoTime,
            new Sharing.Notices() {
              @Override
              public void down(String reason) {
                parts.health().degraded(PART, reason);
              }

              @Override
              public void up() {
                parts.health().recovered(PART);
              }
            });
    sharing.start();
    return sharing;
  }

  /** Has the counts of what is shared shown. */
  static void count(@Nullable Sharing sharing, Metrics metrics) {
    if (sharing == null) {
      return;
    }
    metrics.gauge(ReuseCatalogue.SHARED_CIRCUIT_OPEN, () -> sharing.isCircuitOpen() ? 1 : 0);
    for (Op op : Op.values()) {
      for (Result result : op.results()) {
        metrics.counted(
            ReuseCatalogue.SHARED_REQUESTS,
            () -> sharing.count(op, result),
            op.word(),
            result.word());
      }
    }
  }
}
