package dev.mynah.agent;

import dev.mynah.agent.config.AgentConfig;
import dev.mynah.agent.config.reuse.RedisConfig;
import dev.mynah.agent.config.reuse.ReuseSpace;
import dev.mynah.agent.wire.RawClient;
import java.net.URI;
import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One of several agents that share a server. */
final class Replica {
  private static final Pattern SERIES =
      Pattern.compile(
          "(?m)^mynah_shared_requests_total\\{op=\"(\\w+)\",result=\"(\\w+)\",?\\} (\\S+)");

  final RunningAgent agent = new RunningAgent();

  static RedisConfig redis(int port, Duration timeout) {
    return redis(URI.create("redis://127.0.0.1:" + port), timeout);
  }

  static RedisConfig redis(URI url, Duration timeout) {
    return new RedisConfig(
        url, timeout, RedisConfig.DEFAULT_PREFIX, RedisConfig.DEFAULT_MAX_VALUE, null);
  }

  /** The same configuration, sharing. */
  static AgentConfig sharing(AgentConfig c, @Nullable RedisConfig redis) {
    ReuseSpace space = c.reuse();
    return new AgentConfig(
        c.listeners(),
        c.upstreams(),
        c.routes(),
        c.limits(),
        c.drain(),
        c.runtime(),
        c.unmatched(),
        c.templates(),
        new ReuseSpace(space.cacheBytes(), space.maxObjectBytes(), space.dedupBytes(), redis));
  }

  Replica start(AgentConfig config) {
    agent.start(config);
    return this;
  }

  void stop() {
    agent.afterEach(null);
  }

  String ask(String request) {
    try (RawClient client = RawClient.to(agent.port())) {
      client.send(request);
      return client.readAnswer();
    }
  }

  /** How often questions of a kind came to a result. */
  long count(String op, String result) {
    return SERIES
        .matcher(agent.scrape())
        .results()
        .filter(each -> each.group(1).equals(op) && each.group(2).equals(result))
        .mapToLong(Replica::value)
        .sum();
  }

  private static long value(MatchResult series) {
    return (long) Double.parseDouble(series.group(3));
  }

  boolean circuitOpen() {
    return agent.scrape().contains("\nmynah_shared_circuit_open 1");
  }

  /** Whether the server has answered. */
  boolean isConnected() {
    return count("purges", "ok") > 0;
  }
}
