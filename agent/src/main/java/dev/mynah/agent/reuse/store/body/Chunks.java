package dev.mynah.agent.reuse.store.body;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/**
 * Buffers in the order of the body, each with the place where it begins. Not thread-safe: a growing
 * list belongs to its body's lock, a complete one is never changed again.
 */
final class Chunks {
  private final List<Chunk> list = new ArrayList<>(1);

  boolean isEmpty() {
    return list.isEmpty();
  }

  int size() {
    return list.size();
  }

  Chunk first() {
    return list.get(0);
  }

  Chunk last() {
    return list.get(list.size() - 1);
  }

  void add(Chunk chunk) {
    list.add(chunk);
  }

  /** The chunk that holds this place, which must be in the list. */
  Chunk at(long offset) {
    int low = 0;
    int high = list.size() - 1;
    while (low < high) {
      int middle = low + high + 1 >>> 1;
      if (list.get(middle).start <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return list.get(low);
  }

  /** Takes out and frees the chunks that end at or before this place. */
  void dropBefore(long offset, BodyMemory memory) {
    int count = 0;
    while (count < list.size() && list.get(count).capacityEnd() <= offset) {
      memory.free(list.get(count).buffer);
      count++;
    }
    list.subList(0, count).clear();
  }

  /** Takes out and frees the chunks from where this one begins, and puts it there. */
  void replaceFrom(Chunk instead, BodyMemory memory) {
    while (!list.isEmpty() && last().start >= instead.start) {
      memory.free(list.remove(list.size() - 1).buffer);
    }
    list.add(instead);
  }

  /** Lets the last buffer say by its own index where the body ends. */
  void markEnd(long endBytes) {
    for (Chunk chunk : list) {
      chunk.buffer.writerIndex((int) (Math.min(endBytes, chunk.capacityEnd()) - chunk.start));
    }
  }

  /** Copies everything, up to where each buffer says that it ends. */
  void copyTo(ByteBuf out) {
    for (Chunk chunk : list) {
      out.writeBytes(chunk.buffer, 0, chunk.buffer.writerIndex());
    }
  }

  /** How much memory the chunks take. */
  long capacity() {
    long bytes = 0;
    for (Chunk chunk : list) {
      bytes += chunk.buffer.capacity();
    }
    return bytes;
  }

  /** Frees everything. */
  void clear(BodyMemory memory) {
    for (Chunk chunk : list) {
      memory.free(chunk.buffer);
    }
    list.clear();
  }

  /** A buffer and where it begins in the body. */
  static final class Chunk {
    final ByteBuf buffer;
    final long start;

    Chunk(ByteBuf buffer, long start) {
      this.buffer = buffer;
      this.start = start;
    }

    long capacityEnd() {
      return start + buffer.capacity();
    }

    /** A counted reference to what stands from one place to another. */
    ByteBuf slice(long from, long to) {
      long end = Math.min(to, capacityEnd());
      return buffer.retainedSlice((int) (from - start), (int) (end - from));
    }
  }
}
