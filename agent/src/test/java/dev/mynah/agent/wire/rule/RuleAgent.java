package dev.mynah.agent.wire.rule;

import dev.mynah.agent.Agent;
import dev.mynah.agent.AgentParts;
import dev.mynah.agent.LoopTurns;
import dev.mynah.agent.admin.CacheAdmin;
import dev.mynah.agent.config.AgentConfig;
import dev.mynah.agent.config.DrainConfig;
import dev.mynah.agent.exchange.AccessLog;
import dev.mynah.agent.mock.function.Surroundings;
import dev.mynah.agent.mock.template.TemplateEngine;
import dev.mynah.control.AdminServer;
import dev.mynah.control.Health;
import dev.mynah.ledger.HeapLedger;
import dev.mynah.ledger.Ledger;
import dev.mynah.metrics.BuildInfo;
import dev.mynah.metrics.Metrics;
import dev.mynah.settings.AdminSettings;
import dev.mynah.settings.MetricsSettings;
import java.io.Closeable;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The whole agent, over a ledger on the heap and a clock that the rule moves. */
final class RuleAgent implements Closeable {
  private final Ledger ledger = HeapLedger.create(Clock.systemUTC(), Ledger.DEFAULT_SERIES_BUDGET);
  private final Metrics metrics = new Metrics(MetricsSettings.DEFAULT, BuildInfo.UNKNOWN);
  private final Agent agent;
  private @Nullable AdminServer admin;

  RuleAgent(AgentConfig config, Clock clock) {
    metrics.ledger(ledger);
    AgentParts parts =
        new AgentParts(
            "rule",
            Health.onSystemClock(),
            metrics,
            AccessLog.NONE,
            new TemplateEngine(Surroundings.real()),
            clock);
    agent =
        Agent.start(config, CompletableFuture.completedFuture(ledger), parts)
            .toCompletableFuture()
            .join();
  }

  int port() {
    return agent.addresses().get(0).getPort();
  }

  /** Of an admin listener, which is opened when it is first asked for. */
  int adminPort() {
    if (admin == null) {
      AdminSettings settings = new AdminSettings("127.0.0.1", 0, List.of(), List.of(), List.of());
      admin = AdminServer.start(settings, Health.onSystemClock()).toCompletableFuture().join();
      CacheAdmin.routes(agent.cache()).forEach(admin::mount);
    }
    return admin.port();
  }

  /** Requests under way. */
  int inFlight() {
    return agent.inFlight();
  }

  /** Requests that count as under way have been looked at, and wait where they have to. */
  void settle() {
    LoopTurns.await(agent);
  }

  @Override
  public void close() {
    if (admin != null) {
      admin.close().toCompletableFuture().join();
    }
    agent
        .drain(new DrainConfig(Duration.ZERO, Duration.ofMillis(200)))
        .toCompletableFuture()
        .join();
    metrics.close();
    ledger.close();
  }
}
