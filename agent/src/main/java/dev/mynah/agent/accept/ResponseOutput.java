package dev.mynah.agent.accept;

import dev.mynah.agent.exchange.SpareBuffers;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/**
 * The way out of a connection: small pieces are gathered in one buffer, and what was written while
 * the loop turned is flushed once at its end. Event loop only.
 */
final class ResponseOutput {
  private static final int BUFFER_BYTES = 1024;
  private static final int FLUSH_BYTES = 32 * 1024;

  /**
   * Pieces up to this size are copied: cheaper than an entry of their own in the gathering write.
   */
  private static final int COPY_BYTES = 2048;

  private final ChannelHandlerContext context;
  private final SpareBuffers buffers;
  private final Runnable flushTask = this::flushLater;
  private @Nullable ByteBuf gathered;
  private boolean dirty;
  private boolean flushScheduled;
  private boolean inRead;

  ResponseOutput(ChannelHandlerContext context, SpareBuffers buffers) {
    this.context = context;
    this.buffers = buffers;
  }

  /** The buffer to write small pieces into. */
  ByteBuf buffer() {
    ByteBuf buffer = gathered;
    if (buffer == null) {
      buffer = buffers.take(BUFFER_BYTES);
      gathered = buffer;
    }
    return buffer;
  }

  /** Writes a piece of a body and takes it over. */
  void write(ByteBuf piece) {
    if (piece.readableBytes() <= COPY_BYTES) {
      buffer().writeBytes(piece);
      piece.release();
      return;
    }
    handOver();
    context.write(piece, context.voidPromise());
    dirty = true;
  }

  /** Writes a piece that others send as well: it is neither changed nor released. */
  void writeShared(ByteBuf piece) {
    int bytes = piece.readableBytes();
    if (bytes <= COPY_BYTES) {
      buffer().writeBytes(piece, piece.readerIndex(), bytes);
    } else {
      write(piece.retainedDuplicate());
    }
  }

  /** Something was written: flush when this turn of the loop is over. */
  void touch() {
    ByteBuf buffer = gathered;
    if (buffer != null && buffer.readableBytes() >= FLUSH_BYTES) {
      flush();
      return;
    }
    if (!inRead && !flushScheduled) {
      flushScheduled = true;
      context.channel().eventLoop().execute(flushTask);
    }
  }

  void readBegins() {
    inRead = true;
  }

  void readEnds() {
    inRead = false;
    flush();
  }

  private void flushLater() {
    flushScheduled = false;
    flush();
  }

  void flush() {
    handOver();
    if (dirty) {
      dirty = false;
      context.flush();
    }
  }

  private void handOver() {
    ByteBuf buffer = gathered;
    if (buffer != null) {
      gathered = null;
      context.write(buffer, context.voidPromise());
      dirty = true;
    }
  }

  boolean isWritable() {
    Channel channel = context.channel();
    ByteBuf buffer = gathered;
    return channel.isWritable() && (buffer == null || buffer.readableBytes() < FLUSH_BYTES);
  }

  /** Sends what is there, then closes. */
  void closeAfterwards() {
    handOver();
    dirty = false;
    context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }

  /** The channel is gone: drop what was not handed over. */
  void release() {
    ByteBuf buffer = gathered;
    if (buffer != null) {
      gathered = null;
      buffer.release();
    }
  }
}
