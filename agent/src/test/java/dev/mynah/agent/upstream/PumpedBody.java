package dev.mynah.agent.upstream;

import dev.mynah.agent.exchange.BodySink;
import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.http.Fields;
import io.netty.buffer.ByteBufAllocator;

/** A large body that is made as fast as it is taken, and counts what it handed out. */
final class PumpedBody implements BodySource {
  private static final int PIECE_BYTES = 16 * 1024;

  private final ByteBufAllocator allocator;
  private final long total;
  private final boolean announced;
  volatile long made;
  volatile boolean cancelled;
  private BodySink sink;
  private boolean paused;
  private boolean pumping;

  PumpedBody(ByteBufAllocator allocator, long total, boolean announced) {
    this.allocator = allocator;
    this.total = total;
    this.announced = announced;
  }

  @Override
  public void start(BodySink into) {
    sink = into;
    pump();
  }

  private void pump() {
    if (pumping) {
      return;
    }
    pumping = true;
    while (!paused && !cancelled && made < total) {
      int bytes = (int) Math.min(PIECE_BYTES, total - made);
      made += bytes;
      paused = !sink.data(allocator.directBuffer(bytes).writeZero(bytes));
    }
    pumping = false;
    if (made == total && !cancelled) {
      made++;
      sink.end(Fields.NONE);
      made--;
    }
  }

  @Override
  public void resume() {
    if (paused) {
      paused = false;
      pump();
    }
  }

  @Override
  public void cancel() {
    cancelled = true;
  }

  @Override
  public long length() {
    return announced ? total : -1;
  }
}
