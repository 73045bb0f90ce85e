package dev.mynah.agent.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelConfig;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Small buffers that one event loop uses again and again: a request takes four, and fetching them
 * from the pool and giving them back was a quarter of our own processor time. Event loop only.
 *
 * <p>A spare is ours for as long as the loop lives and is lent by raising its count to two; whoever
 * releases it, on whatever thread, gives it back by that. One whose count is not one is lent out
 * and left alone: then a pooled buffer is taken, as without this class. So a borrower may keep a
 * buffer as long as it likes, and need not know where it came from.
 */
public final class SpareBuffers {
  private static final int SPARES = 32;
  private static final int SPARE_BYTES = 4 * 1024;
  private static final int READ_BYTES = 16 * 1024;

  /** So often in a row the buffer for reads may be lent out before another takes its place. */
  private static final int PATIENCE = 256;

  /** Counts are looked at here, so the leak detector has nothing to look for. */
  private static final ByteBufAllocator OWN = new UnpooledByteBufAllocator(true, true);

  private final ByteBufAllocator pool;
  private final ByteBufAllocator own;
  private final @Nullable ByteBuf[] spares = new @Nullable ByteBuf[SPARES];
  private final Reads reads = new Reads();
  private @Nullable ByteBuf forReads;
  private int missed;
  private boolean closed;
  private int next;

  /**
   * @param pool for what is too large or while the spares are lent out
   * @param own for the spares
   */
  public SpareBuffers(ByteBufAllocator pool, ByteBufAllocator own) {
    this.pool = pool;
    this.own = own;
  }

  /** Spares of their own, and this pool when they are out. */
  public static SpareBuffers besides(ByteBufAllocator pool) {
    return new SpareBuffers(pool, OWN);
  }

  /** An empty buffer with room for at least this many bytes; to be released by the caller. */
  public ByteBuf take(int bytes) {
    if (bytes > SPARE_BYTES || closed) {
      return pool.directBuffer(bytes);
    }
    int at = next;
    ByteBuf spare = spares[at];
    if (spare == null) {
      spare = own.directBuffer(SPARE_BYTES);
      spares[at] = spare;
    } else if (spare.refCnt() != 1) {
      return pool.directBuffer(bytes);
    } else if (spare.capacity() > SPARE_BYTES) {
      spare.capacity(SPARE_BYTES);
    }
    next = (at + 1) % SPARES;
    return spare.clear().retain();
  }

  /** Lends the loop's buffer to reads that fit into it; larger ones grow as Netty's own do. */
  public RecvByteBufAllocator reads() {
    return reads;
  }

  @SuppressWarnings("deprecation") // likewise
  private ByteBuf forRead(RecvByteBufAllocator.Handle usual, ByteBufAllocator allocator) {
    if (usual.guess() > READ_BYTES || closed) {
      return usual.allocate(allocator);
    }
    ByteBuf spare = forReads;
    if (spare == null) {
      spare = own.directBuffer(READ_BYTES, READ_BYTES);
      forReads = spare;
    } else if (spare.refCnt() != 1) {
      if (++missed > PATIENCE) {
        spare.release();
        forReads = null;
        missed = 0;
      }
      return usual.allocate(allocator);
    }
    missed = 0;
    return spare.clear().retain();
  }

  /**
   * Gives up the spares; those lent out go when they come back. By the loop, or after it has ended.
   */
  public void close() {
    closed = true;
    for (int i = 0; i < SPARES; i++) {
      ByteBuf spare = spares[i];
      spares[i] = null;
      if (spare != null) {
        spare.release();
      }
    }
    ByteBuf spare = forReads;
    forReads = null;
    if (spare != null) {
      spare.release();
    }
  }

  @SuppressWarnings("deprecation") // Netty has nothing in its place yet
  private final class Reads implements RecvByteBufAllocator {
    private final AdaptiveRecvByteBufAllocator adaptive = new AdaptiveRecvByteBufAllocator();

    @Override
    public Handle newHandle() {
      return new Reading(adaptive.newHandle());
    }
  }

  /** Netty's adaptive handle, asked for a buffer only when ours will not do. */
  @SuppressWarnings("deprecation") // likewise
  private final class Reading implements RecvByteBufAllocator.ExtendedHandle {
    private final RecvByteBufAllocator.ExtendedHandle usual;

    Reading(RecvByteBufAllocator.Handle usual) {
      this.usual = (RecvByteBufAllocator.ExtendedHandle) usual;
    }

    @Override
    public ByteBuf allocate(ByteBufAllocator allocator) {
      return forRead(usual, allocator);
    }

    @Override
    public int guess() {
      return usual.guess();
    }

    @Override
    public void reset(ChannelConfig config) {
      usual.reset(config);
    }

    @Override
    public void incMessagesRead(int count) {
      usual.incMessagesRead(count);
    }

    @Override
    public void lastBytesRead(int bytes) {
      usual.lastBytesRead(bytes);
    }

    @Override
    public int lastBytesRead() {
      return usual.lastBytesRead();
    }

    @Override
    public void attemptedBytesRead(int bytes) {
      usual.attemptedBytesRead(bytes);
    }

    @Override
    public int attemptedBytesRead() {
      return usual.attemptedBytesRead();
    }

    @Override
    public boolean continueReading() {
      return usual.continueReading();
    }

    @Override
    public boolean continueReading(UncheckedBooleanSupplier maybeMore) {
      return usual.continueReading(maybeMore);
    }

    @Override
    public void readComplete() {
      usual.readComplete();
    }
  }
}
