package dev.mynah.agent.reuse.store.body;

import dev.mynah.agent.respond.Failure;
import dev.mynah.agent.reuse.store.body.BodyReader.State;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a growing body can be read, by whom, and how far each has come. Belongs to its body's
 * lock: every call is made under it.
 */
final class Growth {
  private final BodyMemory memory;
  private final List<BodyReader> readers = new ArrayList<>(1);
  private final Chunks chunks = new Chunks();
  private boolean kept;
  private boolean tight;
  private boolean complete;
  private @Nullable Failure failure;
  private boolean writerWaits;
  private long start;
  private long end;
  private long furthest;

  Growth(BodyMemory memory) {
    this.memory = memory;
  }

  Chunks chunks() {
    return chunks;
  }

  boolean isOpen() {
    return !complete && failure == null;
  }

  boolean isComplete() {
    return complete;
  }

  boolean isKept() {
    return kept;
  }

  void keep(boolean keeping) {
    kept = keeping;
  }

  @Nullable Failure failure() {
    return failure;
  }

  long end() {
    return end;
  }

  boolean isUnread() {
    return readers.isEmpty();
  }

  boolean isFollowed() {
    return readers.size() > 1;
  }

  /**
   * Bytes up to this place can be read now.
   *
   * @return whom to wake
   */
  List<BodyReader> grownTo(long written, boolean memoryIsTight) {
    end = written;
    tight = memoryIsTight;
    List<BodyReader> wake = new ArrayList<>(0);
    if (!kept) {
      leaveThoseAhead(wake);
      moveWindow(wake);
      writerWaits = isWriterAhead();
    }
    wakeWaiting(wake);
    return wake;
  }

  private boolean isWriterAhead() {
    return end - furthest > SharedBody.CHUNK_BYTES;
  }

  boolean writerWaits() {
    return writerWaits;
  }

  /** Whether a writer that was held up may go on; true once. */
  boolean letWriterGoOn() {
    if (!writerWaits || isWriterAhead()) {
      return false;
    }
    writerWaits = false;
    return true;
  }

  List<BodyReader> complete(long written) {
    end = written;
    complete = true;
    writerWaits = false;
    List<BodyReader> wake = new ArrayList<>(0);
    wakeWaiting(wake);
    return wake;
  }

  List<BodyReader> fail(Failure why) {
    failure = why;
    writerWaits = false;
    chunks.clear(memory);
    List<BodyReader> wake = new ArrayList<>(readers.size());
    for (BodyReader reader : readers) {
      wakeOnce(reader, wake);
    }
    return wake;
  }

  private void wakeWaiting(List<BodyReader> wake) {
    for (BodyReader reader : readers) {
      if (reader.waiting) {
        wakeOnce(reader, wake);
      }
    }
  }

  private static void wakeOnce(BodyReader reader, List<BodyReader> wake) {
    reader.waiting = false;
    if (!reader.waking) {
      reader.waking = true;
      wake.add(reader);
    }
  }

  // --- readers --------------------------------------------------------------------------------

  /** False when the body cannot be read from that place. */
  boolean register(BodyReader reader) {
    boolean beyond = !kept && reader.position > end;
    if (failure != null || reader.position < start || beyond) {
      return false;
    }
    if (!complete) {
      reader.registered = true;
      readers.add(reader);
    }
    return true;
  }

  /**
   * A reader goes.
   *
   * @return whether nobody reads what is still being written
   */
  boolean leave(BodyReader reader, List<BodyReader> wake) {
    if (!reader.registered) {
      return false;
    }
    reader.registered = false;
    readers.remove(reader);
    if (readers.isEmpty()) {
      return isOpen();
    }
    if (!kept) {
      moveWindow(wake);
    }
    return false;
  }

  State stateOf(BodyReader reader) {
    if (reader.behind) {
      return State.BEHIND;
    }
    return failure == null ? State.WAITING : State.BROKEN;
  }

  /** The next piece, or null after the reader was told why there is none. */
  @Nullable ByteBuf take(BodyReader reader, List<BodyReader> wake) {
    State state = stateOf(reader);
    if (state != State.WAITING) {
      reader.found(state);
      return null;
    }
    if (reader.isAtItsEnd() || reader.position >= end) {
      reader.found(nothingFor(reader));
      return null;
    }
    long from = reader.position;
    boolean inFirst = from < chunks.first().capacityEnd();
    ByteBuf piece = chunks.at(from).slice(from, reader.readableUntil(end));
    reader.position += piece.readableBytes();
    if (!kept && (inFirst || reader.position > furthest)) {
      moveWindow(wake);
    }
    return piece;
  }

  private State nothingFor(BodyReader reader) {
    if (reader.isAtItsEnd()) {
      return State.AT_END;
    }
    if (complete) {
      return reader.until < 0 && reader.position == end ? State.AT_END : State.BROKEN;
    }
    reader.waiting = true;
    return State.WAITING;
  }

  // --- the window -----------------------------------------------------------------------------

  /** Drops what lies behind the window, and leaves behind those who stand there. */
  private void moveWindow(List<BodyReader> wake) {
    long slowest = Long.MAX_VALUE;
    long fastest = start;
    for (BodyReader reader : readers) {
      slowest = Math.min(slowest, reader.position);
      fastest = Math.max(fastest, Math.min(reader.position, end));
    }
    if (readers.isEmpty()) {
      return;
    }
    furthest = fastest;
    long floor = tight ? fastest : fastest - SharedBody.WINDOW_BYTES;
    if (start > 0 || tight) {
      // Nobody can begin any more, so what all have read is of no use.
      floor = Math.max(floor, slowest);
    }
    drop(Math.min(floor, end), wake);
  }

  private void drop(long floor, List<BodyReader> wake) {
    if (chunks.isEmpty() || chunks.first().capacityEnd() > floor) {
      return;
    }
    chunks.dropBefore(floor, memory);
    start = chunks.isEmpty() ? end : chunks.first().start;
    for (int i = readers.size() - 1; i >= 0; i--) {
      if (readers.get(i).position < start) {
        leaveBehind(i, wake);
      }
    }
  }

  /** Readers of parts that are still to come would set no pace: they go on their own. */
  private void leaveThoseAhead(List<BodyReader> wake) {
    for (int i = readers.size() - 1; i >= 0; i--) {
      if (readers.get(i).position > end) {
        leaveBehind(i, wake);
      }
    }
  }

  private void leaveBehind(int index, List<BodyReader> wake) {
    BodyReader reader = readers.remove(index);
    reader.registered = false;
    reader.behind = true;
    wakeOnce(reader, wake);
  }
}
