package dev.mynah.agent.reuse.store.body;

import dev.mynah.agent.exchange.BodySink;
import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.respond.Failure;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One reader of a shared body, at its own pace on its own event loop. It holds a reference to the
 * body until it has the end, fails, or is cancelled.
 */
final class BodyReader implements BodySource, Runnable {
  /** How it stands with a reader that got no piece. */
  enum State {
    WAITING,
    AT_END,
    BROKEN,
    BEHIND
  }

  private final SharedBody body;
  private final Executor loop;
  private final Runnable fellBehind;
  private final long from;

  /** Where the reader ends, or -1 for the end of the body. */
  final long until;

  /** Where it stands; written on its own loop, under the body's lock while the body grows. */
  long position;

  /**
   * Under the body's lock: asked to be woken, a wake-up is under way, left behind, off the list.
   */
  boolean waiting;

  boolean waking;
  boolean behind;
  boolean registered;
  private boolean left;

  // Its own loop only.
  private @Nullable BodySink sink;
  private boolean paused;
  private boolean pumping;
  private boolean delivered;
  private State state = State.WAITING;

  BodyReader(SharedBody body, Executor loop, Runnable fellBehind, long from, long until) {
    this.body = body;
    this.loop = loop;
    this.fellBehind = fellBehind;
    this.from = from;
    this.until = until;
    this.position = from;
  }

  @Override
  public void start(BodySink into) {
    if (sink != null || delivered) {
      throw new IllegalStateException("a body is read once");
    }
    if (left) {
      into.failed(Failure.FELL_BEHIND);
      return;
    }
    sink = into;
    pump();
  }

  @Override
  public void resume() {
    paused = false;
    pump();
  }

  @Override
  public void cancel() {
    sink = null;
    leave();
  }

  @Override
  public long length() {
    if (until >= 0) {
      return until - from;
    }
    long whole = body.length();
    return whole < 0 ? -1 : whole - from;
  }

  /** Schedules a look at the body; without a lock, from any thread. */
  void wake() {
    try {
      loop.execute(this);
    } catch (RejectedExecutionException loopIsGone) {
      // Its connection went with it: nobody will cancel.
      leave();
    }
  }

  /** Woken. */
  @Override
  public void run() {
    if (left) {
      return;
    }
    state = body.woken(this);
    if (state == State.WAITING) {
      pump();
    } else {
      settle();
    }
  }

  private void pump() {
    if (pumping || left) {
      return;
    }
    pumping = true;
    BodySink into = sink;
    while (into != null && !paused) {
      ByteBuf piece = body.take(this);
      if (piece == null) {
        break;
      }
      delivered = true;
      paused = !into.data(piece);
      into = sink;
    }
    pumping = false;
    settle();
  }

  boolean isAtItsEnd() {
    return until >= 0 && position >= until;
  }

  /** How far it may read of a body that is here up to that place. */
  long readableUntil(long end) {
    return until < 0 ? end : Math.min(until, end);
  }

  /** The next piece of a whole body, which needs no lock. */
  @Nullable ByteBuf takeFrom(Chunks all, long wholeBytes) {
    if (isAtItsEnd() || position == wholeBytes && until < 0) {
      state = State.AT_END;
      return null;
    }
    if (position >= wholeBytes) {
      state = State.BROKEN;
      return null;
    }
    ByteBuf piece = all.at(position).slice(position, readableUntil(wholeBytes));
    position += piece.readableBytes();
    return piece;
  }

  /** What {@link SharedBody#take} found instead of a piece. */
  void found(State now) {
    state = now;
  }

  private void settle() {
    if (state == State.WAITING || left) {
      return;
    }
    BodySink into = sink;
    if (into == null && state != State.BEHIND) {
      // Not begun: it is told when it begins.
      return;
    }
    sink = null;
    leave();
    if (state == State.BEHIND && !delivered) {
      fellBehind.run();
    } else if (into != null) {
      tell(into);
    }
  }

  private void tell(BodySink into) {
    switch (state) {
      case AT_END -> into.end(Fields.NONE);
      case BROKEN -> into.failed(body.failure());
      case BEHIND -> into.failed(Failure.FELL_BEHIND);
      case WAITING -> throw new IllegalStateException("nothing to tell");
    }
  }

  private void leave() {
    if (!left) {
      left = true;
      body.leave(this);
    }
  }
}
