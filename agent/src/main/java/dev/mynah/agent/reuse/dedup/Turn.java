package dev.mynah.agent.reuse.dedup;

import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.exchange.Timers;
import dev.mynah.agent.http.ResponseHead;
import dev.mynah.agent.respond.Failure;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One request's place in the window: it goes on as the first of its kind, waits for the first, or
 * is answered at once. Its own event loop only, but where it says otherwise.
 */
public final class Turn {
  private enum State {
    NEW,
    WAITING,
    LEADING,
    OVER
  }

  private final DedupWindow window;
  private final DedupPlan plan;
  private final DedupKey key;
  private final DedupRequest request;
  private final boolean unsafe;
  private State state = State.NEW;
  private @Nullable Flight flight;
  private Timers.@Nullable Timer limit;
  private long wentOnNanos;

  Turn(DedupWindow window, DedupPlan plan, DedupKey key, DedupRequest request, boolean unsafe) {
    this.window = window;
    this.plan = plan;
    this.key = key;
    this.request = request;
    this.unsafe = unsafe;
  }

  /** Looks for the first of its kind; the request is told what it is to do. */
  public void begin() {
    window.ask(this);
  }

  // What the first tells.

  /** Whether the request goes on as the first and has not been answered. */
  public boolean leads() {
    return state == State.LEADING;
  }

  /**
   * The first is about to be answered.
   *
   * @param head as the first gets it, but for what is made for one connection; it is copied
   * @param contentless whether the answer has no body whatever its source says
   * @return the body to give to the first
   */
  public BodySource answered(ResponseHead head, BodySource content, boolean contentless) {
    Flight led = led();
    state = State.OVER;
    long tookNanos = request.timers().nanoTime() - wentOnNanos;
    return new Recording(window, plan, led, unsafe, request.loop())
        .begin(head, content, contentless, tookNanos);
  }

  /**
   * The first has no answer.
   *
   * @param sent whether any of it may have reached an upstream
   */
  public void failed(Failure failure, boolean sent) {
    Flight led = led();
    state = State.OVER;
    led.failed(failure, !sent || !unsafe);
  }

  private Flight led() {
    Flight led = flight;
    if (state != State.LEADING || led == null) {
      throw new IllegalStateException("not the first");
    }
    return led;
  }

  /**
   * The request's client is gone.
   *
   * @param sent whether any of it may have reached an upstream
   * @return whether the call goes on all the same: it may do something once, and a repetition of
   *     the request is likely to come, or others wait for it already
   */
  public boolean clientGone(boolean sent) {
    State before = state;
    Flight joined = flight;
    if (before == State.LEADING && joined != null) {
      return firstsClientGone(joined, sent);
    }
    over();
    if (before == State.WAITING && joined != null) {
      joined.leave(this);
    }
    return false;
  }

  private boolean firstsClientGone(Flight led, boolean sent) {
    if (sent && (unsafe || !led.closeIfAlone())) {
      return true;
    }
    state = State.OVER;
    if (sent) {
      window.shared().failed(key.digest(), true);
    } else {
      led.passOn();
    }
    return false;
  }

  /** How long the call of a first whose client is gone may take. */
  public long waitNanos() {
    return plan.waitNanos();
  }

  // What the window tells.

  /** Any thread. */
  DedupKey key() {
    return key;
  }

  /** Any thread. */
  DedupPlan plan() {
    return plan;
  }

  /** Any thread. */
  Executor loop() {
    return request.loop();
  }

  Timers timers() {
    return request.timers();
  }

  /** Runs something on this request's loop; false when that is gone. Any thread. */
  boolean post(Runnable what) {
    try {
      request.loop().execute(what);
      return true;
    } catch (RejectedExecutionException loopIsGone) {
      return false;
    }
  }

  /** It goes on, at once or after it has waited. */
  void leads(Flight joined) {
    if (state == State.OVER) {
      joined.passOn();
      return;
    }
    over();
    state = State.LEADING;
    flight = joined;
    wentOnNanos = request.timers().nanoTime();
    request.goOn();
  }

  void waits(Flight joined) {
    state = State.WAITING;
    flight = joined;
    limit = request.timers().after(plan.waitNanos(), this::hasWaitedTooLong);
    request.waits();
  }

  private void hasWaitedTooLong() {
    Flight joined = flight;
    if (state != State.WAITING || joined == null) {
      return;
    }
    joined.leave(this);
    over();
    if (unsafe) {
      request.fail(Failure.DUPLICATE_TIMEOUT);
    } else {
      request.goAlone(DedupRequest.Skip.WAITED_TOO_LONG);
    }
  }

  void isCrowdedOut() {
    over();
    if (unsafe) {
      request.fail(Failure.DUPLICATES_CROWDED);
    } else {
      request.goAlone(DedupRequest.Skip.CROWDED);
    }
  }

  void gets(Remembered answer, BodySource body) {
    if (state == State.OVER) {
      body.cancel();
      return;
    }
    over();
    request.answer(answer.head(), body, answer.saved());
  }

  void fails(Failure failure) {
    if (state != State.OVER) {
      over();
      request.fail(failure);
    }
  }

  void conflicts() {
    fails(Failure.IDEMPOTENCY_KEY_REUSED);
  }

  private void over() {
    state = State.OVER;
    Timers.Timer timer = limit;
    limit = null;
    if (timer != null) {
      timer.cancel();
    }
  }
}
