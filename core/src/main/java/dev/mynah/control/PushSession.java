package dev.mynah.control;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * One subscriber and what waits for it. Messages come from any thread and are queued here; the
 * event loop writes them as fast as the subscriber takes them. No thread waits for a subscriber.
 */
final class PushSession implements PushSink {
  static final int MOST_MESSAGES = 512;
  static final int MOST_CHARS = 256 * 1024;
  static final String TOO_SLOW = "too slow: more than 512 messages or 256 KiB were waiting";
  private static final long HEARTBEAT_MILLIS = 15_000;
  private static final long PARTING_MILLIS = 5_000;

  private final Vertx vertx;
  private final Context loop;
  private final PushWire wire;
  private final Queue<PushMessage> waiting = new ArrayDeque<>();
  private long waitingChars;
  private boolean flushing;
  private boolean ended;
  private boolean slow;

  /** On the event loop. */
  private Runnable departed = () -> {};

  private boolean gone;

  PushSession(Vertx vertx, Context loop, PushWire wire) {
    this.vertx = vertx;
    this.loop = loop;
    this.wire = wire;
  }

  /**
   * Begins. Event loop only.
   *
   * @param afterwards called once when the subscriber is gone
   */
  void open(PushSource source, Runnable afterwards) {
    long heartbeat = vertx.setPeriodic(HEARTBEAT_MILLIS, timer -> beat());
    departed =
        () -> {
          vertx.cancelTimer(heartbeat);
          afterwards.run();
        };
    wire.whenClosed(this::closed);
    wire.whenDrained(this::flush);
    Runnable unsubscribe = source.subscribe(this);
    Runnable before = departed;
    departed =
        () -> {
          before.run();
          unsubscribe.run();
        };
    if (gone) {
      unsubscribe.run();
    }
  }

  @Override
  public boolean offer(PushMessage message) {
    boolean tooSlow;
    synchronized (this) {
      if (ended) {
        return false;
      }
      boolean fits = waitingChars + message.json().length() <= MOST_CHARS;
      tooSlow = waiting.size() >= MOST_MESSAGES || !waiting.isEmpty() && !fits;
      slow = tooSlow;
      if (!tooSlow) {
        waiting.add(message);
        waitingChars += message.json().length();
        if (flushing) {
          return true;
        }
        flushing = true;
      }
    }
    if (tooSlow) {
      part(() -> wire.drop(TOO_SLOW));
      return false;
    }
    loop.runOnContext(now -> flush());
    return true;
  }

  @Override
  public synchronized boolean wasTooSlow() {
    return slow;
  }

  @Override
  public void end(String reason) {
    part(() -> wire.leave(reason));
  }

  private void part(Runnable lastWords) {
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
      waiting.clear();
    }
    loop.runOnContext(
        now -> {
          if (!gone) {
            lastWords.run();
            vertx.setTimer(PARTING_MILLIS, timer -> wire.cut());
            closed();
          }
        });
  }

  private void flush() {
    while (!gone && !wire.full()) {
      PushMessage next = next();
      if (next == null) {
        return;
      }
      wire.write(next);
    }
  }

  private synchronized @Nullable PushMessage next() {
    PushMessage next = waiting.poll();
    if (next == null) {
      flushing = false;
      waitingChars = 0;
    } else {
      waitingChars -= next.json().length();
    }
    return next;
  }

  private void beat() {
    if (!gone && !isEnded() && !wire.full()) {
      wire.heartbeat();
    }
  }

  private synchronized boolean isEnded() {
    return ended;
  }

  private void closed() {
    if (gone) {
      return;
    }
    gone = true;
    synchronized (this) {
      ended = true;
      waiting.clear();
    }
    departed.run();
  }
}
