package dev.mynah.agent.exchange;

import dev.mynah.agent.http.Fields;
import dev.mynah.agent.respond.Failure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body before it is known who gets it, up to a limit, and can then be read like the body
 * itself: first what was read ahead, then what is still to come. Event loop only.
 *
 * <p>What is held is released when it is handed on or the source is cancelled.
 */
public final class ReadAhead implements BodySink, BodySource {
  private final BodySource from;
  private final int limitBytes;
  private final ReadAheadBudget budget;
  private final Runnable settled;
  private ByteBuf held = Unpooled.EMPTY_BUFFER;
  private long taken;
  private @Nullable BodySink to;
  private @Nullable Failure failure;
  private boolean complete;
  private boolean tooLarge;
  private boolean told;
  private Fields trailers = Fields.NONE;

  /**
   * @param settled run once, when the body is complete, past the limit or broken
   */
  public ReadAhead(BodySource from, int limitBytes, ReadAheadBudget budget, Runnable settled) {
    this.from = from;
    this.limitBytes = limitBytes;
    this.budget = budget;
    this.settled = settled;
  }

  /** Begins to read. */
  public void begin() {
    from.start(this);
  }

  /** Whether all of the body is held. */
  public boolean isComplete() {
    return complete && !tooLarge;
  }

  /** Whether there is more of it than the limit. */
  public boolean isTooLarge() {
    return tooLarge;
  }

  /** Why it broke off, or null. */
  public @Nullable Failure failure() {
    return failure;
  }

  /** What is held, from index 0 and {@link #size()} bytes long; not to be changed. */
  public byte[] array() {
    return held.array();
  }

  /** How many bytes are held. */
  public int size() {
    return held.readableBytes();
  }

  @Override
  public boolean data(ByteBuf chunk) {
    BodySink sink = to;
    if (sink != null) {
      return sink.data(chunk);
    }
    if (!budget.take(chunk.readableBytes())) {
      chunk.release();
      from.cancel();
      failed(Failure.OVERLOADED);
      return false;
    }
    hold(chunk);
    if (held.readableBytes() > limitBytes) {
      tooLarge = true;
      tell();
      return to != null;
    }
    return true;
  }

  private void hold(ByteBuf chunk) {
    int bytes = chunk.readableBytes();
    taken += bytes;
    if (held.capacity() == 0) {
      // On the heap: its array is what predicates and templates read, without another copy.
      held = Unpooled.buffer((int) Math.max(bytes, Math.min(from.length(), limitBytes)));
    }
    held.writeBytes(chunk);
    chunk.release();
  }

  @Override
  public void end(Fields last) {
    complete = true;
    BodySink sink = to;
    if (sink != null) {
      sink.end(last);
      return;
    }
    if (!last.isEmpty()) {
      trailers = new Fields();
      for (int i = 0; i < last.size(); i++) {
        trailers.add(last, i);
      }
    }
    tell();
  }

  @Override
  public void failed(Failure why) {
    failure = why;
    BodySink sink = to;
    if (sink != null) {
      sink.failed(why);
      return;
    }
    drop();
    tell();
  }

  private void tell() {
    if (!told) {
      told = true;
      settled.run();
    }
  }

  /** Lets go of what is held; for when nobody will read it. */
  public void release() {
    drop();
  }

  private void drop() {
    held.release();
    held = Unpooled.EMPTY_BUFFER;
    giveBack();
  }

  private void giveBack() {
    budget.giveBack(taken);
    taken = 0;
  }

  @Override
  public void start(BodySink sink) {
    to = sink;
    ByteBuf first = held;
    held = Unpooled.EMPTY_BUFFER;
    giveBack();
    boolean more = true;
    if (first.isReadable()) {
      more = sink.data(first);
    } else {
      first.release();
    }
    if (complete) {
      sink.end(trailers);
    } else if (failure != null) {
      sink.failed(failure);
    } else if (more) {
      from.resume();
    }
  }

  @Override
  public void resume() {
    from.resume();
  }

  @Override
  public void cancel() {
    drop();
    to = null;
    from.cancel();
  }

  @Override
  public long length() {
    return complete && from.length() < 0 && trailers.isEmpty()
        ? held.readableBytes()
        : from.length();
  }
}
