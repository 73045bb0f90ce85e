package dev.mynah.agent.reuse.shared;

import io.netty.channel.DefaultEventLoop;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A server in memory that replies when it is told to. Its fields belong to its thread. */
final class FakeServer implements Server {
  private final DefaultEventLoop loop = new DefaultEventLoop();
  final List<CompletableFuture<byte @Nullable []>> asked = new ArrayList<>();
  @Nullable Events events;
  int opened;
  int dropped;

  @Override
  public EventExecutor thread() {
    return loop;
  }

  @Override
  public String name() {
    return "fake:6379";
  }

  @Override
  public void open(Events told) {
    opened++;
    events = told;
  }

  @Override
  public void drop() {
    dropped++;
  }

  @Override
  public CompletionStage<byte @Nullable []> run(Op op, byte[][] keys, byte[][] args) {
    CompletableFuture<byte @Nullable []> reply = new CompletableFuture<>();
    asked.add(reply);
    return reply;
  }

  /** Does something on its thread and waits for it. */
  void here(Runnable task) {
    CompletableFuture.runAsync(task, loop).join();
  }

  @Override
  public void close() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
