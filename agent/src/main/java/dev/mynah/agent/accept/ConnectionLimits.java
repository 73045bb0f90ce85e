package dev.mynah.agent.accept;

import dev.mynah.agent.config.LimitsConfig;
import dev.mynah.agent.http1.HeadLimits;

/** {@link LimitsConfig} in the units of the event loop. Immutable. */
record ConnectionLimits(
    HeadLimits head,
    long bodyBytes,
    long headNanos,
    long bodyIdleNanos,
    long idleNanos,
    long writeIdleNanos,
    int requestsPerConnection) {

  static ConnectionLimits of(LimitsConfig config) {
    return new ConnectionLimits(
        new HeadLimits(config.requestLine(), config.headerBytes(), config.headerCount()),
        config.body() == 0 ? Long.MAX_VALUE : config.body(),
        config.headTimeout().toNanos(),
        config.bodyIdleTimeout().toNanos(),
        config.idleTimeout().toNanos(),
        config.writeIdleTimeout().toNanos(),
        config.requestsPerConnection() == 0 ? Integer.MAX_VALUE : config.requestsPerConnection());
  }
}
