package dev.mynah.agent;

import dev.mynah.agent.accept.Listener;
import dev.mynah.agent.config.DrainConfig;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * How an agent leaves: still accepting for {@code drain.delay}, then answers carry {@code
 * Connection: close}, then no further connections are taken, idle ones are closed, and what is left
 * at {@code drain.timeout} is cut.
 */
final class Drain {
  private static final long LOOK_MILLIS = 20;

  private final Agent agent;
  private final DrainConfig config;
  private final ScheduledExecutorService scheduler;
  private final long startNanos = System.nanoTime();
  private final CompletableFuture<Void> gone = new CompletableFuture<>();

  Drain(Agent agent, DrainConfig config, ScheduledExecutorService scheduler) {
    this.agent = agent;
    this.config = config;
    this.scheduler = scheduler;
  }

  CompletionStage<Void> run() {
    after(config.delay().toMillis(), this::closeAnswers);
    return gone;
  }

  private void closeAnswers() {
    agent.agentLoops().forEach(AgentLoop::leave);
    CompletableFuture<?>[] closed =
        agent.listeners().stream()
            .map(Listener::stopAccepting)
            .map(CompletionStage::toCompletableFuture)
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(closed).thenRun(this::look);
  }

  private void look() {
    if (agent.census().open() == 0) {
      leave();
    } else if (System.nanoTime() - startNanos > config.timeout().toNanos()) {
      agent.agentLoops().forEach(loop -> loop.accepting().cut());
      after(LOOK_MILLIS, this::leave);
    } else {
      after(LOOK_MILLIS, this::look);
    }
  }

  private void leave() {
    agent.agentLoops().forEach(AgentLoop::drainUpstreams);
    gone.complete(null);
  }

  private void after(long millis, Runnable task) {
    scheduler.schedule(task, millis, TimeUnit.MILLISECONDS);
  }
}
