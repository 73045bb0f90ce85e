package dev.mynah.agent.reuse.shared;

import dev.mynah.agent.reuse.shared.Question.Asker;
import io.netty.util.concurrent.EventExecutor;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What the server is being asked: bounded in number, bytes and time. Any thread may ask; nobody
 * waits.
 *
 * <p>A question whose time is over has been answered as if the server had nothing, but keeps its
 * place until the server's reply has come or the connection is gone: what is unsent in the socket
 * or on its way here takes memory for just as long.
 */
final class Questions {
  static final int MOST = 1_000;

  /** The most that is on its way there, and the most on its way from here to event loops. */
  static final long MOST_BYTES = 16L * 1024 * 1024;

  private final Server server;
  private final EventExecutor thread;
  private final Circuit circuit;
  private final Tally tally;
  private final long timeoutNanos;
  private final AtomicInteger places = new AtomicInteger();
  private final AtomicLong outgoing = new AtomicLong();
  private final AtomicLong incoming = new AtomicLong();
  private final Set<Question> live = new HashSet<>();

  Questions(Server server, Circuit circuit, Tally tally, long timeoutNanos) {
    this.server = server;
    this.thread = server.thread();
    this.circuit = circuit;
    this.tally = tally;
    this.timeoutNanos = timeoutNanos;
  }

  /** Asks; the answer may come before this returns. */
  void ask(Question question) {
    if (!circuit.isUsable()) {
      settle(question, Result.OPEN);
      return;
    }
    long bytes = question.bytes();
    int taken = places.incrementAndGet();
    long sent = outgoing.addAndGet(bytes);
    if (taken > MOST || sent > MOST_BYTES && sent > bytes) {
      leave(bytes);
      settle(question, Result.FULL);
      return;
    }
    try {
      thread.execute(() -> begin(question));
    } catch (RejectedExecutionException ended) {
      leave(bytes);
      settle(question, Result.OPEN);
    }
  }

  /** How many have a place. */
  int places() {
    return places.get();
  }

  private void leave(long bytes) {
    places.decrementAndGet();
    outgoing.addAndGet(-bytes);
  }

  /** Answered without the server, on the asker's own thread. */
  private void settle(Question question, Result result) {
    tally.count(question.op(), result);
    question.asker().told(result, null);
  }

  // --- on the server's thread -----------------------------------------------------------------

  private void begin(Question question) {
    live.add(question);
    if (!circuit.isUsable()) {
      over(question);
      tell(question, Result.OPEN, null);
      return;
    }
    question.limit(thread.schedule(() -> late(question), timeoutNanos, TimeUnit.NANOSECONDS));
    server
        .run(question.op(), question.keys(), question.args())
        .whenComplete((reply, failure) -> replied(question, reply, failure));
  }

  private void late(Question question) {
    if (live.contains(question) && tell(question, Result.TIMEOUT, null)) {
      circuit.failed("it does not answer in time");
    }
  }

  private void replied(Question question, byte @Nullable [] reply, @Nullable Throwable failure) {
    if (!over(question)) {
      return;
    }
    if (failure != null) {
      boolean foreign = isForeign(failure);
      if (tell(question, foreign ? Result.UNREADABLE : Result.ERROR, null) && !foreign) {
        circuit.failed("it refuses what it is asked");
      }
      return;
    }
    Result result = question.read(reply);
    if (tell(question, result, result == Result.HIT ? reply : null)) {
      circuit.succeeded();
    }
  }

  private static boolean isForeign(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof Server.RefusedException refused && refused.isForeign();
  }

  /** The connection is gone, and with it all replies. */
  void drop() {
    for (Question question : List.copyOf(live)) {
      over(question);
      tell(question, Result.ERROR, null);
    }
  }

  private boolean over(Question question) {
    boolean first = live.remove(question);
    if (first) {
      leave(question.bytes());
    }
    return first;
  }

  /** Tells the asker on its loop; false when it was told before. */
  private boolean tell(Question question, Result result, byte @Nullable [] value) {
    if (!question.tell()) {
      return false;
    }
    int bytes = value == null ? 0 : value.length;
    if (bytes > 0 && incoming.addAndGet(bytes) > MOST_BYTES && incoming.get() > bytes) {
      incoming.addAndGet(-bytes);
      pass(question, Result.FULL, null, 0);
    } else {
      pass(question, result, value, bytes);
    }
    return true;
  }

  private void pass(Question question, Result result, byte @Nullable [] value, int bytes) {
    tally.count(question.op(), result);
    Asker asker = question.asker();
    try {
      question
          .loop()
          .execute(
              () -> {
                incoming.addAndGet(-bytes);
                asker.told(result, value);
              });
    } catch (RejectedExecutionException loopIsGone) {
      incoming.addAndGet(-bytes);
    }
  }
}
