package dev.mynah.agent.upstream;

import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http1.HeadWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * The sending half of a connection: a head, held back until the first piece of the body joins it,
 * then the body as it comes. Event loop only.
 *
 * <p>Writes carry the channel's void promise, since nobody waits for one piece: what fails there
 * reaches the connection as an exception. Pieces are flushed together, at the end of the loop's
 * turn or with the end of the request.
 */
final class RequestWriter {
  /** Room behind the head for the first chunk's size, so that it needs no buffer of its own. */
  static final int SPARE_BYTES = 32;

  private static final long CHUNKED = -1;
  private static final long RAW = -2;

  /** Ends every chunk at once: an upstream may wait for it before it looks at the chunk. */
  private static final ByteBuf CHUNK_END =
      Unpooled.unreleasableBuffer(
          Unpooled.directBuffer(2).writeByte('\r').writeByte('\n').asReadOnly());

  private final Channel channel;
  private final Runnable flush;
  private @Nullable ByteBuf head;
  private long left;
  private boolean flushPlanned;
  private boolean begun;

  RequestWriter(Channel channel) {
    this.channel = channel;
    this.flush = this::plannedFlush;
  }

  /**
   * Begins a request.
   *
   * @param encoded the head, taken over, with spare room behind it
   * @param bodyBytes -1 for a body in chunks
   */
  void begin(ByteBuf encoded, long bodyBytes) {
    head = encoded;
    left = bodyBytes;
    begun = false;
  }

  /** From now on bytes go out as they are and the end of them is the end of the connection. */
  void beginRaw() {
    left = RAW;
  }

  /** Everything up to here belongs together; afterwards pieces are flushed by themselves. */
  void flushBegin() {
    begun = true;
    writeHead();
    channel.flush();
  }

  /**
   * Sends a piece and takes it over.
   *
   * @return false when there is more than was announced; nothing may be sent afterwards
   */
  boolean body(ByteBuf piece) {
    int bytes = piece.readableBytes();
    if (bytes == 0) {
      piece.release();
      return true;
    }
    if (left >= 0) {
      if (bytes > left) {
        piece.release();
        return false;
      }
      left -= bytes;
    } else if (left == CHUNKED) {
      chunkSize(bytes);
    }
    writeHead();
    channel.write(piece, channel.voidPromise());
    if (left == CHUNKED) {
      channel.write(CHUNK_END.duplicate(), channel.voidPromise());
    }
    if (!channel.isWritable()) {
      // the socket may well take it all, and then the client need not be stopped
      channel.flush();
    } else {
      planFlush();
    }
    return true;
  }

  private void chunkSize(int bytes) {
    ByteBuf line = head == null ? channel.alloc().directBuffer(SPARE_BYTES) : head;
    HeadWriter.chunkSize(line, bytes);
    if (head == null) {
      channel.write(line, channel.voidPromise());
    }
  }

  /**
   * Ends the request.
   *
   * @return false when less was sent than was announced
   */
  boolean end(Fields trailers) {
    if (left > 0) {
      return false;
    }
    if (left == CHUNKED) {
      lastChunk(trailers);
    }
    writeHead();
    if (begun) {
      channel.flush();
    }
    return true;
  }

  private void lastChunk(Fields trailers) {
    ByteBuf line = head == null ? channel.alloc().directBuffer(SPARE_BYTES) : head;
    HeadWriter.chunkSize(line, 0);
    HeadWriter.fields(line, trailers);
    HeadWriter.end(line);
    if (head == null) {
      channel.write(line, channel.voidPromise());
    }
  }

  private void writeHead() {
    ByteBuf encoded = head;
    if (encoded != null) {
      head = null;
      channel.write(encoded, channel.voidPromise());
    }
  }

  private void planFlush() {
    if (begun && !flushPlanned) {
      flushPlanned = true;
      channel.eventLoop().execute(flush);
    }
  }

  private void plannedFlush() {
    flushPlanned = false;
    channel.flush();
  }

  /** Lets go of a head that was not sent. */
  void discard() {
    if (head != null) {
      head.release();
      head = null;
    }
  }
}
