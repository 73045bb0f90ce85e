package dev.mynah.agent;

import java.util.concurrent.atomic.AtomicInteger;

/** Names the threads that read files. */
final class FileThreads {
  private static final AtomicInteger NEXT = new AtomicInteger();

  private FileThreads() {}

  static Thread named(Runnable task) {
    Thread thread = new Thread(task, "mynah-files-" + NEXT.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }
}
