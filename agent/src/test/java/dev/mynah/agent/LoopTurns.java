package dev.mynah.agent;

import io.netty.channel.EventLoop;
import java.util.concurrent.CompletableFuture;

/** Waits for event loops, so that what was begun in a turn has got as far as the turn takes it. */
public final class LoopTurns {
  private LoopTurns() {}

  /** Comes back once every loop of the agent has ended the turn it is in. */
  public static void await(Agent agent) {
    for (EventLoop loop : agent.loops().all()) {
      CompletableFuture.runAsync(() -> {}, loop).join();
    }
  }
}
