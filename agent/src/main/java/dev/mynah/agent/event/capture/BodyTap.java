package dev.mynah.agent.event.capture;

import dev.mynah.agent.exchange.BodySink;
import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.respond.Failure;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A body on its way, of which the first bytes are copied. Pieces pass through unchanged, and with
 * them the duty to release them. Event loop only.
 */
final class BodyTap implements BodySource, BodySink {
  private static final int STEP_BYTES = 1024;
  private static final byte[] NOTHING = {};

  private final BodySource from;
  private final int limitBytes;
  private @Nullable BodySink to;
  private byte[] kept = NOTHING;
  private int keptBytes;
  private long totalBytes;
  private boolean complete;

  BodyTap(BodySource from, int limitBytes) {
    this.from = from;
    this.limitBytes = limitBytes;
  }

  /** What was kept, from index 0; {@link #keptBytes()} of it count. */
  byte[] kept() {
    return kept;
  }

  int keptBytes() {
    return keptBytes;
  }

  /** How much came by. */
  long totalBytes() {
    return totalBytes;
  }

  /** Whether all of the body was kept. */
  boolean isWhole() {
    return complete && keptBytes == totalBytes;
  }

  /** Takes a body that is here as a whole. The buffer is neither changed nor released. */
  void whole(ByteBuf content) {
    keep(content);
    complete = true;
  }

  @Override
  public void start(BodySink sink) {
    to = sink;
    from.start(this);
  }

  @Override
  public void resume() {
    from.resume();
  }

  @Override
  public void cancel() {
    from.cancel();
  }

  @Override
  public long length() {
    return from.length();
  }

  @Override
  public boolean data(ByteBuf chunk) {
    BodySink sink = to;
    if (sink == null) {
      chunk.release();
      return false;
    }
    keep(chunk);
    return sink.data(chunk);
  }

  private void keep(ByteBuf chunk) {
    int bytes = Math.min(chunk.readableBytes(), limitBytes - keptBytes);
    totalBytes += chunk.readableBytes();
    if (bytes <= 0) {
      return;
    }
    int needed = keptBytes + bytes;
    if (needed > kept.length) {
      int grown = Math.max(needed, Math.max(STEP_BYTES, kept.length * 2));
      kept = Arrays.copyOf(kept, Math.min(limitBytes, grown));
    }
    chunk.getBytes(chunk.readerIndex(), kept, keptBytes, bytes);
    keptBytes = needed;
  }

  @Override
  public void end(Fields trailers) {
    complete = true;
    BodySink sink = to;
    if (sink != null) {
      sink.end(trailers);
    }
  }

  @Override
  public void failed(Failure failure) {
    BodySink sink = to;
    if (sink != null) {
      sink.failed(failure);
    }
  }
}
