package dev.mynah.agent.event.capture;

import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.exchange.PassingBody;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** A body on its way, of which the first bytes are copied. Event loop only. */
final class BodyTap extends PassingBody {
  private static final int STEP_BYTES = 1024;
  private static final byte[] NOTHING = {};

  private final int limitBytes;
  private byte[] kept = NOTHING;
  private int keptBytes;
  private long totalBytes;
  private boolean complete;

  BodyTap(BodySource from, int limitBytes) {
    super(from);
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
  protected void passes(ByteBuf chunk) {
    keep(chunk);
  }

  @Override
  protected void passed() {
    complete = true;
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
}
