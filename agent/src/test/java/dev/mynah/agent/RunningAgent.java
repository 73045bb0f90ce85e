package dev.mynah.agent;

import dev.mynah.agent.config.AgentConfig;
import dev.mynah.agent.config.DrainConfig;
import dev.mynah.agent.config.LimitsConfig;
import dev.mynah.agent.config.ListenerConfig;
import dev.mynah.agent.config.RouteConfig;
import dev.mynah.agent.config.RuntimeConfig;
import dev.mynah.agent.config.TemplatesConfig;
import dev.mynah.agent.config.UnmatchedConfig;
import dev.mynah.agent.config.UpstreamConfig;
import dev.mynah.agent.config.reuse.ReuseSpace;
import dev.mynah.agent.event.EventParts;
import dev.mynah.agent.exchange.AccessLog;
import dev.mynah.agent.mock.function.Surroundings;
import dev.mynah.agent.mock.template.TemplateEngine;
import dev.mynah.control.Health;
import dev.mynah.ledger.HeapLedger;
import dev.mynah.ledger.Ledger;
import dev.mynah.ledger.LedgerReader;
import dev.mynah.ledger.LedgerSnapshot;
import dev.mynah.metrics.BuildInfo;
import dev.mynah.metrics.Metrics;
import dev.mynah.settings.MetricsSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A whole agent over a ledger on the heap, started once its configuration is known. */
final class RunningAgent implements AfterEachCallback {
  private static final int LOOPS = 3;
  private final Ledger ledger = HeapLedger.create(Clock.systemUTC(), Ledger.DEFAULT_SERIES_BUDGET);
  private final Health health = Health.onSystemClock();
  private final Clock wallClock;
  private final Metrics metrics = new Metrics(MetricsSettings.DEFAULT, BuildInfo.UNKNOWN);
  private Agent agent;

  RunningAgent() {
    this(Clock.systemUTC());
  }

  /** With a wall clock that a test moves. */
  RunningAgent(Clock wallClock) {
    this.wallClock = wallClock;
  }

  static AgentConfig config(List<RouteConfig> routes, Map<String, UpstreamConfig> upstreams) {
    return new AgentConfig(
        List.of(new ListenerConfig("127.0.0.1", 0, null, null, null)),
        upstreams,
        routes,
        LimitsConfig.defaults(),
        DrainConfig.DEFAULT,
        new RuntimeConfig(LOOPS, RuntimeConfig.Transport.AUTO),
        UnmatchedConfig.DEFAULT,
        TemplatesConfig.DEFAULT,
        ReuseSpace.DEFAULT);
  }

  /** The same behind another listener. */
  static AgentConfig behind(AgentConfig c, ListenerConfig listener) {
    return new AgentConfig(
        List.of(listener),
        c.upstreams(),
        c.routes(),
        c.limits(),
        c.drain(),
        c.runtime(),
        c.unmatched(),
        c.templates(),
        c.reuse());
  }

  /** The same with sockets driven in another way. */
  static AgentConfig driven(AgentConfig c, RuntimeConfig.Transport transport) {
    return new AgentConfig(
        c.listeners(),
        c.upstreams(),
        c.routes(),
        c.limits(),
        c.drain(),
        new RuntimeConfig(LOOPS, transport),
        c.unmatched(),
        c.templates(),
        c.reuse());
  }

  /** The same, telling others of routes. */
  static AgentConfig telling(AgentConfig c, UnmatchedConfig.Hints hints) {
    return new AgentConfig(
        c.listeners(),
        c.upstreams(),
        c.routes(),
        c.limits(),
        c.drain(),
        c.runtime(),
        new UnmatchedConfig(hints),
        c.templates(),
        c.reuse());
  }

  /** The same with other bounds on what is read ahead. */
  static AgentConfig readingAhead(AgentConfig c, LimitsConfig.ReadAhead readAhead) {
    LimitsConfig l = c.limits();
    return new AgentConfig(
        c.listeners(),
        c.upstreams(),
        c.routes(),
        new LimitsConfig(
            l.requestLine(),
            l.headerBytes(),
            l.headerCount(),
            l.body(),
            l.matchBody(),
            l.connections(),
            l.headTimeout(),
            l.bodyIdleTimeout(),
            l.idleTimeout(),
            l.writeIdleTimeout(),
            l.requestsPerConnection(),
            readAhead),
        c.drain(),
        c.runtime(),
        c.unmatched(),
        c.templates(),
        c.reuse());
  }

  RunningAgent start(AgentConfig config) {
    return start(config, EventParts.OFF);
  }

  /** Telling of requests. */
  RunningAgent start(AgentConfig config, EventParts events) {
    AgentParts parts =
        new AgentParts(
            "test",
            health,
            metrics,
            AccessLog.NONE,
            new TemplateEngine(Surroundings.real()),
            wallClock,
            events);
    metrics.ledger(ledger);
    agent =
        Agent.start(config, CompletableFuture.completedFuture(ledger), parts)
            .toCompletableFuture()
            .join();
    return this;
  }

  Agent agent() {
    return agent;
  }

  int port() {
    return agent.addresses().get(0).getPort();
  }

  /** Whether a new connection is taken. */
  boolean isAccepting() {
    return !health.isDraining();
  }

  String scrape() {
    return metrics.scrape("", List.of()).text();
  }

  /** The parts that do not work as they should. */
  List<String> degraded() {
    return health.readiness().degraded().stream().map(Health.Note::part).toList();
  }

  /** What is said of them. */
  String readiness() {
    return health.readiness().toString();
  }

  LedgerSnapshot hits() {
    try (LedgerReader reader = ledger.reader()) {
      return reader.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (agent != null && !health.isDraining()) {
      agent
          .drain(new DrainConfig(Duration.ZERO, Duration.ofMillis(200)))
          .toCompletableFuture()
          .join();
    }
    metrics.close();
    ledger.close();
  }
}
