package dev.mynah.agent.reuse.store.body;

import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.respond.Failure;
import dev.mynah.agent.reuse.store.body.BodyReader.State;
import dev.mynah.agent.reuse.store.body.Chunks.Chunk;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A body that one event loop appends to and any number of readers read, each on its own event loop,
 * at its own pace and from its own place.
 *
 * <p>It is <em>kept</em> as long as it stays within the size and the memory it may have: then every
 * byte stays until the last reference goes, the writer is never held up, and once complete it is
 * what the cache stores. Otherwise it has a <em>window</em>: the last {@link #WINDOW_BYTES} behind
 * the fastest reader stay, that reader sets the writer's pace, and a slower one that the window
 * leaves behind is told: by its {@code fellBehind} when it had got nothing yet, as a failure when
 * it had. While memory is short the window closes up to the fastest reader.
 *
 * <pre>
 *           start            a reader          the fastest   end
 *   dropped  |  chunk  |  chunk  |  chunk  |  chunk  |  ch...|
 *            |------------- at least the window -----|- at most a chunk, then the writer waits
 * </pre>
 *
 * <p>References are counted: the creator has one, every reader one, and whoever keeps the body one
 * from {@link #tryRetain}. Append, complete and fail belong to the writer's event loop, which keeps
 * its reference until one of the last two; everything else may be called from any thread. A piece
 * that comes in is copied once; readers get counted references to that copy.
 */
public final class SharedBody extends Counted {
  /** The largest buffer. */
  public static final int CHUNK_BYTES = 64 * 1024;

  /** How much of a body that is not kept stays behind its fastest reader. */
  public static final int WINDOW_BYTES = 1024 * 1024;

  private final BodyMemory memory;
  private final Executor loop;
  private final Writer writer;
  private final long declaredBytes;
  private final Filling filling;
  private volatile boolean delivered;

  /** Set when a kept body is complete: from then on it never changes. */
  private volatile @Nullable Chunks whole;

  private long wholeBytes;

  private final Object lock = new Object();
  private final Growth growth;

  /**
   * @param declaredBytes the length where it is known beforehand, or -1
   * @param keepBytes the most that is kept; 0 for a window from the start
   * @param loop the writer's event loop
   */
  public SharedBody(
      BodyMemory memory, long declaredBytes, long keepBytes, Executor loop, Writer writer) {
    this.memory = memory;
    this.declaredBytes = declaredBytes;
    this.loop = loop;
    this.writer = writer;
    this.filling = new Filling(memory, declaredBytes, keepBytes);
    this.growth = new Growth(memory);
    growth.keep(filling.speakForAll());
  }

  // --- the writer -----------------------------------------------------------------------------

  /**
   * Takes a piece, and with it the duty to release it. Writer's loop only.
   *
   * @return false to wait for {@link Writer#resume} before the next one
   */
  public boolean append(ByteBuf piece) {
    try {
      while (piece.isReadable() && isOpen()) {
        if (filling.isFull()) {
          another(piece.readableBytes());
        }
        filling.copy(piece);
      }
    } finally {
      piece.release();
    }
    return publish();
  }

  private void another(int pieceBytes) {
    boolean kept;
    boolean followed;
    synchronized (lock) {
      kept = growth.isKept();
      followed = growth.isFollowed();
    }
    Chunk chunk = kept ? filling.another(pieceBytes) : null;
    boolean stops = kept && chunk == null;
    if (stops) {
      filling.giveBackCredit();
    }
    Chunk added = chunk == null ? filling.passing(pieceBytes, followed) : chunk;
    synchronized (lock) {
      growth.keep(kept && !stops);
      growth.chunks().add(added);
    }
  }

  private boolean isOpen() {
    synchronized (lock) {
      return growth.isOpen();
    }
  }

  /** Lets readers see what was written. */
  private boolean publish() {
    List<BodyReader> wake;
    boolean goOn;
    synchronized (lock) {
      if (!growth.isOpen()) {
        return true;
      }
      wake = growth.grownTo(filling.written(), filling.isTight());
      goOn = !growth.writerWaits();
    }
    wake(wake);
    return goOn;
  }

  /** The body is whole; trailers are not kept. Writer's loop only. */
  public void complete() {
    if (!filling.isAsDeclared()) {
      fail(Failure.RESPONSE_CUT);
      return;
    }
    if (!isOpen()) {
      return;
    }
    // Only the writer changes the chunks of a body that is kept, so they are read without the lock.
    Chunk exact = isKept() ? filling.compact(growth.chunks()) : null;
    List<BodyReader> wake;
    synchronized (lock) {
      wake = growth.complete(filling.written());
      if (exact != null) {
        growth.chunks().replaceFrom(exact, memory);
      }
      if (growth.isKept()) {
        wholeBytes = growth.end();
        growth.chunks().markEnd(wholeBytes);
        whole = growth.chunks();
      }
    }
    filling.finish();
    wake(wake);
  }

  /** The body broke off: what is held is dropped and the readers are told. Writer's loop only. */
  public void fail(Failure why) {
    List<BodyReader> wake;
    synchronized (lock) {
      if (!growth.isOpen()) {
        return;
      }
      wake = growth.fail(why);
    }
    filling.finish();
    wake(wake);
  }

  /**
   * Fails unless somebody reads; nobody can begin to read afterwards. Writer's loop only.
   *
   * @return whether it failed
   */
  public boolean failIfUnread(Failure why) {
    synchronized (lock) {
      if (!growth.isOpen() || !growth.isUnread()) {
        return false;
      }
      growth.fail(why);
    }
    filling.finish();
    return true;
  }

  private static void wake(List<BodyReader> readers) {
    for (BodyReader reader : readers) {
      reader.wake();
    }
  }

  @Override
  void free() {
    synchronized (lock) {
      growth.chunks().clear(memory);
    }
  }

  // --- what it is -----------------------------------------------------------------------------

  /** Whether all of it is here and stays: it can be stored. */
  public boolean isWhole() {
    return whole != null;
  }

  /** Whether it is complete, or may still become so, with every byte kept. */
  public boolean isKept() {
    synchronized (lock) {
      return growth.isKept() && growth.failure() == null;
    }
  }

  /** Whether any reader was given anything while the body grew. */
  public boolean hasDelivered() {
    return delivered;
  }

  /** The length in bytes, or -1 while it is not known. */
  public long length() {
    if (declaredBytes >= 0) {
      return declaredBytes;
    }
    synchronized (lock) {
      return growth.isComplete() ? growth.end() : -1;
    }
  }

  /** How much memory it takes now. */
  public long heldBytes() {
    synchronized (lock) {
      return growth.chunks().capacity();
    }
  }

  /**
   * All of a small whole body in one buffer, or null for others. The buffer is neither to be
   * changed nor released, and is valid while the caller holds a reference to this body.
   */
  public @Nullable ByteBuf single() {
    Chunks all = whole;
    if (all == null || all.size() > 1) {
      return null;
    }
    return all.isEmpty() ? Unpooled.EMPTY_BUFFER : all.first().buffer;
  }

  /** Copies all of a whole body; under a reference of the caller's. */
  public void copyTo(ByteBuf out) {
    Chunks all = whole;
    if (all == null) {
      throw new IllegalStateException("the body is not whole");
    }
    all.copyTo(out);
  }

  // --- readers --------------------------------------------------------------------------------

  /** All of it from the beginning; see {@link #open(long, long, Executor, Runnable)}. */
  public @Nullable BodySource open(Executor readerLoop, Runnable fellBehind) {
    return open(0, -1, readerLoop, fellBehind);
  }

  /**
   * A reader of a part. It counts as one until it has its end or is cancelled.
   *
   * @param offsetBytes where it begins
   * @param lengthBytes how much it reads, or -1 for the rest
   * @param readerLoop where the source is used and its sink is called
   * @param fellBehind run on that loop, instead of any call of the sink, when the body cannot be
   *     read from here any more and nothing of it was delivered; the source is over then
   * @return null when the body is broken, gone, or does not have that part any more
   */
  public @Nullable BodySource open(
      long offsetBytes, long lengthBytes, Executor readerLoop, Runnable fellBehind) {
    if (!tryRetain()) {
      return null;
    }
    long until = lengthBytes < 0 ? -1 : offsetBytes + lengthBytes;
    BodyReader reader = new BodyReader(this, readerLoop, fellBehind, offsetBytes, until);
    if (whole != null || register(reader)) {
      return reader;
    }
    release();
    return null;
  }

  private boolean register(BodyReader reader) {
    synchronized (lock) {
      return growth.register(reader);
    }
  }

  /** The next piece for a reader, or null after it was told why there is none. Reader's loop. */
  @Nullable ByteBuf take(BodyReader reader) {
    Chunks all = whole;
    if (all != null) {
      return reader.takeFrom(all, wholeBytes);
    }
    List<BodyReader> wake = new ArrayList<>(0);
    ByteBuf piece;
    boolean goOn;
    synchronized (lock) {
      piece = growth.take(reader, wake);
      goOn = growth.letWriterGoOn();
    }
    if (piece != null && !delivered) {
      delivered = true;
    }
    wake(wake);
    if (goOn) {
      tellWriter(writer::resume);
    }
    return piece;
  }

  State woken(BodyReader reader) {
    synchronized (lock) {
      reader.waking = false;
      return growth.stateOf(reader);
    }
  }

  Failure failure() {
    synchronized (lock) {
      Failure failure = growth.failure();
      return failure == null ? Failure.RESPONSE_CUT : failure;
    }
  }

  /** A reader has its end or wants no more. */
  void leave(BodyReader reader) {
    if (reader.registered) {
      List<BodyReader> wake = new ArrayList<>(0);
      boolean unread;
      synchronized (lock) {
        unread = growth.leave(reader, wake);
      }
      wake(wake);
      if (unread) {
        tellWriter(this::unread);
      }
    }
    release();
  }

  private void unread() {
    boolean still;
    synchronized (lock) {
      still = growth.isOpen() && growth.isUnread();
    }
    if (still) {
      writer.unread();
    }
  }

  private void tellWriter(Runnable what) {
    try {
      loop.execute(what);
    } catch (RejectedExecutionException loopIsGone) {
      // The connection that the body came from went with it.
    }
  }

  /** Whoever writes a body. Called on the writer's event loop. */
  public interface Writer {
    /** Nobody to be told. */
    Writer NONE =
        new Writer() {
          @Override
          public void resume() {}

          @Override
          public void unread() {}
        };

    /** Go on: the fastest reader has caught up. Only after {@link #append} said no. */
    void resume();

    /**
     * The last reader went while the body was growing, and none has come since. Who gives up calls
     * {@link #failIfUnread}; who does not may go on.
     */
    void unread();
  }
}
