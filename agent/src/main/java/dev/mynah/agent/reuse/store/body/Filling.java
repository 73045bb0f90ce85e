package dev.mynah.agent.reuse.store.body;

import dev.mynah.agent.reuse.store.body.Chunks.Chunk;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The writer's end of a body: which buffer the next bytes go into and where its memory comes from.
 * The writer's event loop only.
 *
 * <p>Where the length was declared, the memory of all of it is spoken for at the start and every
 * buffer has its exact size. Elsewhere buffers grow with the body, and the last one is trimmed when
 * the body is complete.
 */
final class Filling {
  private static final int LEAST_CHUNK_BYTES = 4 * 1024;

  private final BodyMemory memory;
  private final long declaredBytes;
  private final long keepBytes;
  private long creditBytes;
  private long written;
  private boolean tight;
  private @Nullable Chunk tail;

  Filling(BodyMemory memory, long declaredBytes, long keepBytes) {
    this.memory = memory;
    this.declaredBytes = declaredBytes;
    this.keepBytes = keepBytes;
  }

  /** Speaks for the memory of a body whose length is known; false when it cannot be kept. */
  boolean speakForAll() {
    if (declaredBytes == 0) {
      return true;
    }
    if (declaredBytes > keepBytes || declaredBytes > 0 && !memory.reserve(declaredBytes)) {
      return false;
    }
    creditBytes = Math.max(0, declaredBytes);
    return keepBytes > 0;
  }

  /** Gives back what was spoken for and not used. */
  void giveBackCredit() {
    memory.giveBack(creditBytes);
    creditBytes = 0;
  }

  /** How many bytes stand in buffers. */
  long written() {
    return written;
  }

  boolean isTight() {
    return tight;
  }

  boolean isFull() {
    Chunk last = tail;
    return last == null || last.capacityEnd() == written;
  }

  /** Copies as much as the last buffer takes: the one time that a byte of a body is copied. */
  void copy(ByteBuf piece) {
    Chunk last = tail;
    if (last == null) {
      return;
    }
    int bytes = (int) Math.min(piece.readableBytes(), last.capacityEnd() - written);
    last.buffer.setBytes((int) (written - last.start), piece, piece.readerIndex(), bytes);
    piece.skipBytes(bytes);
    written += bytes;
  }

  /** A further buffer of a body that is kept, or null when it cannot be kept any longer. */
  @Nullable Chunk another(int pieceBytes) {
    int bytes = (int) Math.min(size(pieceBytes), keepBytes - written);
    if (bytes <= 0) {
      return null;
    }
    ByteBuf buffer;
    if (creditBytes >= bytes) {
      buffer = memory.allocateReserved(bytes);
      creditBytes -= buffer == null ? 0 : bytes;
    } else {
      buffer = memory.allocate(bytes);
    }
    return buffer == null ? null : follow(buffer);
  }

  /**
   * A further buffer of a body that is not kept.
   *
   * @param followed whether others read what the fastest has read already, for whom it is right to
   *     give up something stored
   */
  Chunk passing(int pieceBytes, boolean followed) {
    int bytes = size(pieceBytes);
    ByteBuf buffer = followed ? memory.allocate(bytes) : memory.allocateSpare(bytes);
    tight = buffer == null;
    return follow(buffer == null ? memory.allocateAnyway(bytes) : buffer);
  }

  private Chunk follow(ByteBuf buffer) {
    Chunk chunk = new Chunk(buffer, written);
    tail = chunk;
    return chunk;
  }

  private int size(int pieceBytes) {
    long left = declaredBytes - written;
    if (left > 0) {
      return (int) Math.min(left, SharedBody.CHUNK_BYTES);
    }
    if (written == 0) {
      return Math.min(pieceBytes, SharedBody.CHUNK_BYTES);
    }
    long grown = Math.max(Math.max(pieceBytes, written), LEAST_CHUNK_BYTES);
    return (int) Math.min(grown, SharedBody.CHUNK_BYTES);
  }

  /** Whether the body has the length it was declared to have. */
  boolean isAsDeclared() {
    return declaredBytes < 0 || declaredBytes == written;
  }

  /**
   * What stands in the buffers of a complete body, in no more memory than it needs.
   *
   * @return a copy of the last buffer, or of all of a small body; null when they are exact already
   */
  @Nullable Chunk compact(Chunks chunks) {
    if (chunks.isEmpty()) {
      return null;
    }
    boolean small = written <= SharedBody.CHUNK_BYTES && chunks.size() > 1;
    if (!small && isFull()) {
      return null;
    }
    long from = small ? 0 : chunks.last().start;
    ByteBuf exact = memory.allocate((int) (written - from));
    if (exact == null) {
      return null;
    }
    for (long at = from; at < written; ) {
      Chunk chunk = chunks.at(at);
      int bytes = (int) (Math.min(chunk.capacityEnd(), written) - at);
      exact.setBytes((int) (at - from), chunk.buffer, (int) (at - chunk.start), bytes);
      at += bytes;
    }
    return new Chunk(exact, from);
  }

  /** Nothing more is written. */
  void finish() {
    giveBackCredit();
    tail = null;
  }
}
