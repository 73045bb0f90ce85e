package dev.mynah.agent.accept;

import dev.mynah.agent.exchange.BodySink;
import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http1.BodyLength;
import dev.mynah.agent.http1.ChunkedReader;
import dev.mynah.agent.http1.Rejected;
import dev.mynah.agent.respond.Failure;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * A request's body, read from its connection at the reader's pace. After a change of protocols it
 * is everything the client sends. Event loop only.
 */
final class RequestBody implements BodySource {
  private final Http1Connection connection;
  private final long limitBytes;
  private final @Nullable ChunkedReader chunks;
  private final long length;
  private long left;
  private long received;
  private @Nullable BodySink sink;
  private boolean paused;
  private boolean done;
  private boolean broken;

  /**
   * @param length as {@link BodyLength} has it
   */
  RequestBody(Http1Connection connection, long length, long limitBytes) {
    this.connection = connection;
    this.length = length;
    this.limitBytes = limitBytes;
    this.left = length;
    this.chunks = length == BodyLength.CHUNKED ? connection.chunkedReader() : null;
    this.done = length == 0;
  }

  @Override
  public void start(BodySink into) {
    sink = into;
    if (length == 0) {
      into.end(Fields.NONE);
      return;
    }
    connection.bodyWanted();
  }

  @Override
  public void resume() {
    if (paused) {
      paused = false;
      connection.bodyWanted();
    }
  }

  @Override
  public void cancel() {
    sink = null;
  }

  @Override
  public long length() {
    return length == BodyLength.CHUNKED ? -1 : Math.max(length, -1);
  }

  /** Whether all of it was read from the connection. */
  boolean isDone() {
    return done;
  }

  /** Whether it will never be complete, so that nothing can follow it on the connection. */
  boolean isBroken() {
    return broken;
  }

  boolean isFlowing() {
    return sink != null && !paused && !done;
  }

  /** Whether a reader asked for it to stop for now. */
  boolean isPaused() {
    return sink != null && paused && !done;
  }

  /** Whether more of it is due: a tunnel may be silent for as long as it likes. */
  boolean isAwaited() {
    return isFlowing() && length != BodyLength.UNTIL_CLOSE;
  }

  /** Whether it is everything the client sends after a change of protocols. */
  boolean isTunnel() {
    return length == BodyLength.UNTIL_CLOSE;
  }

  /** Bytes of content received so far. */
  long received() {
    return received;
  }

  /**
   * Reads what is there.
   *
   * @return what is left for the connection to keep, or null when the buffer was passed on whole
   */
  @Nullable ByteBuf read(ByteBuf in) {
    try {
      return chunks == null ? readPlain(in) : readChunks(chunks, in);
    } catch (Rejected rejected) {
      fail(rejected.failure());
      return in;
    }
  }

  private @Nullable ByteBuf readPlain(ByteBuf in) {
    int readable = in.readableBytes();
    boolean bounded = length >= 0;
    if (readable == 0) {
      return in;
    }
    if (!bounded || readable <= left) {
      left -= bounded ? readable : 0;
      deliver(in);
      endWhenComplete();
      return null;
    }
    ByteBuf piece = in.readRetainedSlice((int) left);
    left = 0;
    deliver(piece);
    endWhenComplete();
    return in;
  }

  private ByteBuf readChunks(ChunkedReader reader, ByteBuf in) {
    while (isFlowing()) {
      ChunkedReader.Step step = reader.next(in);
      if (step == ChunkedReader.Step.MORE) {
        return in;
      }
      if (step == ChunkedReader.Step.DATA) {
        deliver(reader.data());
      } else {
        finish(reader.trailers());
      }
    }
    return in;
  }

  private void deliver(ByteBuf piece) {
    received += piece.readableBytes();
    BodySink to = sink;
    if (to == null) {
      piece.release();
    } else if (received > limitBytes) {
      piece.release();
      fail(Failure.BODY_TOO_LARGE);
    } else if (!to.data(piece)) {
      paused = true;
    }
  }

  private void endWhenComplete() {
    if (left == 0 && length >= 0) {
      finish(Fields.NONE);
    }
  }

  private void finish(Fields trailers) {
    if (done) {
      return;
    }
    done = true;
    BodySink to = sink;
    if (to != null) {
      to.end(trailers);
    }
  }

  /** The body will not be completed. */
  void fail(Failure failure) {
    BodySink to = sink;
    sink = null;
    broken = broken || !done;
    if (to != null && !done) {
      to.failed(failure);
    }
  }

  /** The client closed its side of a tunnel, which is the end of this. */
  void inputClosed() {
    finish(Fields.NONE);
  }
}
