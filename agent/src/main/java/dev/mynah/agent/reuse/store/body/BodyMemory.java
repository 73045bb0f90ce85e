package dev.mynah.agent.reuse.store.body;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The memory of bodies: off-heap buffers of exactly the size asked for, and one account of all of
 * them, whether on their way in, stored, or already evicted and still being read.
 *
 * <p>The account never exceeds the capacity but for {@link #allocateAnyway}, of which a body that
 * is not stored has at most one buffer at a time. Thread-safe.
 */
public final class BodyMemory {
  private final ByteBufAllocator allocator;
  private final long capacityBytes;
  private final Room room;
  private final AtomicLong used = new AtomicLong();

  public BodyMemory(ByteBufAllocator allocator, long capacityBytes, Room room) {
    this.allocator = allocator;
    this.capacityBytes = capacityBytes;
    this.room = room;
  }

  /** Bytes that are spoken for. */
  public long used() {
    return used.get();
  }

  public long capacity() {
    return capacityBytes;
  }

  /**
   * Speaks for bytes, after room was made for them where that is possible.
   *
   * @return false when there is no room
   */
  public boolean reserve(long bytes) {
    if (takes(bytes)) {
      return true;
    }
    return bytes <= capacityBytes && room.make(bytes) && takes(bytes);
  }

  private boolean takes(long bytes) {
    long before;
    do {
      before = used.get();
      if (bytes > capacityBytes - before) {
        return false;
      }
    } while (!used.compareAndSet(before, before + bytes));
    return true;
  }

  /** Gives back what was reserved. */
  public void giveBack(long bytes) {
    used.addAndGet(-bytes);
  }

  /** A buffer for bytes that are already spoken for, or null when the system has none. */
  @Nullable ByteBuf allocateReserved(int bytes) {
    try {
      return allocator.directBuffer(bytes, bytes);
    } catch (OutOfMemoryError noDirectMemory) {
      // Netty's own limit on direct memory, which others use up as well; the heap is not touched.
      return null;
    }
  }

  /** A buffer, or null when there is no room for it. */
  @Nullable ByteBuf allocate(int bytes) {
    return reserve(bytes) ? spokenFor(bytes) : null;
  }

  /** A buffer, or null when there is no room for it unless something stored is given up. */
  @Nullable ByteBuf allocateSpare(int bytes) {
    return takes(bytes) ? spokenFor(bytes) : null;
  }

  private @Nullable ByteBuf spokenFor(int bytes) {
    ByteBuf buffer = allocateReserved(bytes);
    if (buffer == null) {
      giveBack(bytes);
    }
    return buffer;
  }

  /** A buffer beyond the capacity, on the heap if need be: for what cannot be refused. */
  ByteBuf allocateAnyway(int bytes) {
    used.addAndGet(bytes);
    ByteBuf buffer = allocateReserved(bytes);
    return buffer == null ? allocator.heapBuffer(bytes, bytes) : buffer;
  }

  /** Lets go of a buffer; those who still send from it keep it alive. */
  void free(ByteBuf buffer) {
    giveBack(buffer.capacity());
    buffer.release();
  }

  /** Makes room by giving up what is stored. */
  public interface Room {
    /** Nothing can be given up. */
    Room NONE = bytes -> false;

    /**
     * Called without a lock, on the thread that needs the room.
     *
     * @return whether it is worth trying again
     */
    boolean make(long bytes);
  }
}
