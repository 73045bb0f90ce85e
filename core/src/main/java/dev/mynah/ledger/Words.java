package dev.mynah.ledger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The 64-bit words of one series, at a fixed place in memory that is a mapped file or this
 * process's own. The buffer keeps its memory alive, so a late add after closing is harmless.
 *
 * <p>Threads: one thread writes (plain load, then a store that is ordered after earlier ones), any
 * thread and any process reads. There is no compare-and-set because there is no second writer.
 */
public final class Words {
  private static final VarHandle LONGS =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final ByteBuffer memory;
  private final int offsetBytes;
  private final int count;

  /**
   * @param memory direct memory
   * @param offsetBytes a multiple of 8
   * @param count how many words
   */
  public Words(ByteBuffer memory, int offsetBytes, int count) {
    if (offsetBytes % Long.BYTES != 0
        || offsetBytes < 0
        || offsetBytes + (long) count * Long.BYTES > memory.capacity()) {
      throw new IllegalArgumentException(count + " words at " + offsetBytes + " of " + memory);
    }
    this.memory = memory;
    this.offsetBytes = offsetBytes;
    this.count = count;
  }

  /** Memory of its own that no file stands behind. */
  public static Words unbacked(int count) {
    return new Words(ByteBuffer.allocateDirect(count * Long.BYTES), 0, count);
  }

  /** How many words there are. */
  public int count() {
    return count;
  }

  /** Reads word {@code index} as another thread or process wrote it. */
  public long read(int index) {
    return (long) LONGS.getAcquire(memory, at(index));
  }

  /** Sets word {@code index}, ordered after all earlier stores. Only for the words' writer. */
  public void write(int index, long value) {
    LONGS.setRelease(memory, at(index), value);
  }

  /** Adds to word {@code index}. Only for the words' writer. */
  void add(int index, long amount) {
    int at = at(index);
    LONGS.setRelease(memory, at, (long) LONGS.get(memory, at) + amount);
  }

  /** Reads back a word that this very thread writes. */
  long own(int index) {
    return (long) LONGS.get(memory, at(index));
  }

  private int at(int index) {
    return offsetBytes + (index << 3);
  }
}
