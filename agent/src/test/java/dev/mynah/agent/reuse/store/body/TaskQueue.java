package dev.mynah.agent.reuse.store.body;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** An event loop that turns when the test says so. */
final class TaskQueue implements Executor {
  final Queue<Runnable> tasks = new ArrayDeque<>();
  boolean closed;

  @Override
  public void execute(Runnable task) {
    if (closed) {
      throw new RejectedExecutionException();
    }
    tasks.add(task);
  }

  void turn() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }
}
