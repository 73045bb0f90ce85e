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
 * <p>Nothing is read before there is room for all of it: until then the client waits with its bytes
 * still on its side. What is held is released when it is handed on or the source is cancelled.
 */
public final class ReadAhead implements BodySink, BodySource {
  private final BodySource from;
  private final int limitBytes;
  private final ReadAheadRoom room;
  private final Runnable settled;
  private ByteBuf held = Unpooled.EMPTY_BUFFER;
  private long reservedBytes;
  private ReadAheadBudget.@Nullable Request waiting;
  private Timers.@Nullable Timer patience;
  private @Nullable BodySink to;
  private @Nullable Failure failure;
  private boolean complete;
  private boolean tooLarge;
  private boolean told;
  private Fields trailers = Fields.NONE;

  /**
   * @param settled run once, when the body is complete, past the limit or broken
   */
  public ReadAhead(BodySource from, int limitBytes, ReadAheadRoom room, Runnable settled) {
    this.from = from;
    this.limitBytes = limitBytes;
    this.room = room;
    this.settled = settled;
  }

  /** Begins to read once there is room. */
  public void begin() {
    long length = from.length();
    long bytes = length < 0 ? limitBytes : Math.min(length, limitBytes);
    ReadAheadBudget.Request request =
        new ReadAheadBudget.Request(bytes, room.loop(), () -> granted(bytes));
    switch (room.budget().ask(request)) {
      case GRANTED -> {
        reservedBytes = bytes;
        from.start(this);
      }
      case QUEUED -> {
        waiting = request;
        patience = room.timers().after(room.waitNanos(), this::noRoom);
      }
      case NEVER -> noRoom();
    }
  }

  /** Room was given to a request that waited. */
  private void granted(long bytes) {
    if (waiting == null) {
      room.budget().giveBack(bytes);
      return;
    }
    reservedBytes = bytes;
    waiting = null;
    stopWaiting();
    from.start(this);
  }

  private void noRoom() {
    stopWaiting();
    from.cancel();
    failed(Failure.OVERLOADED);
  }

  private void stopWaiting() {
    Timers.Timer timer = patience;
    patience = null;
    if (timer != null) {
      timer.cancel();
    }
    ReadAheadBudget.Request request = waiting;
    waiting = null;
    if (request != null) {
      // If room was granted in this moment, its notice finds nobody waiting and gives it back.
      room.budget().withdraw(request);
    }
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
    keepOnly(held.readableBytes());
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
    stopWaiting();
    keepOnly(0);
  }

  /** Gives back what was reserved and is not needed. */
  private void keepOnly(long bytes) {
    long excess = reservedBytes - bytes;
    if (excess > 0) {
      reservedBytes = bytes;
      room.budget().giveBack(excess);
    }
  }

  @Override
  public void start(BodySink sink) {
    to = sink;
    ByteBuf first = held;
    held = Unpooled.EMPTY_BUFFER;
    keepOnly(0);
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
