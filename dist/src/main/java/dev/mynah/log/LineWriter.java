package dev.mynah.log;

import dev.mynah.settings.LogSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Writes finished lines to a stream from a thread of its own. {@link #offer} never waits: a line
 * for which there is no room is left out and counted, and the next line that is written is preceded
 * by one that says how many are missing.
 *
 * <p>Any thread may offer. The writer thread is a daemon, so {@link #flush} is what makes the last
 * lines of a process appear.
 */
final class LineWriter {
  private final OutputStream out;
  private final BlockingQueue<Object> queue;
  private final LongAdder dropped = new LongAdder();
  private volatile LogSettings.Format format = LogSettings.Format.TEXT;
  private long droppedSaid;

  LineWriter(String threadName, OutputStream out, int capacity) {
    this.out = out;
    this.queue = new ArrayBlockingQueue<>(capacity);
    Thread thread = new Thread(this::drain, threadName);
    thread.setDaemon(true);
    thread.start();
  }

  /** How the line about missing lines looks. */
  void format(LogSettings.Format format) {
    this.format = format;
  }

  /** Takes one encoded line, ending in a line feed, unless the queue is full. */
  void offer(byte[] line) {
    if (!queue.offer(line)) {
      dropped.increment();
    }
  }

  /** Lines left out so far because the reader of the stream was too slow. */
  long dropped() {
    return dropped.sum();
  }

  /**
   * Waits until everything offered before is written, or the time is over. Not for event loops.
   *
   * @return whether everything was written
   */
  boolean flush(long timeoutMillis) {
    CountDownLatch written = new CountDownLatch(1);
    long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    try {
      return queue.offer(written, timeoutMillis, TimeUnit.MILLISECONDS)
          && written.await(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void drain() {
    while (true) {
      try {
        write(queue.take());
      } catch (InterruptedException e) {
        return;
      } catch (IOException e) {
        dropped.increment(); // The reader of our output is gone; serving traffic goes on.
      }
    }
  }

  private void write(Object next) throws IOException {
    if (next instanceof CountDownLatch written) {
      out.flush();
      written.countDown();
      return;
    }
    byte[] notice = missing();
    if (notice != null) {
      out.write(notice);
    }
    out.write((byte[]) next);
    if (queue.isEmpty()) {
      out.flush();
    }
  }

  private byte @Nullable [] missing() {
    long now = dropped.sum();
    if (now == droppedSaid) {
      return null;
    }
    String message = (now - droppedSaid) + " lines left out: they were not read fast enough";
    String said =
        format == LogSettings.Format.JSON
            ? new JsonText().field("level", "WARN").field("message", message).line()
            : "WARN  " + message + "\n";
    droppedSaid = now;
    return said.getBytes(StandardCharsets.UTF_8);
  }
}
