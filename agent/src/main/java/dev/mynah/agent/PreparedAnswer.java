package dev.mynah.agent;

import dev.mynah.agent.exchange.ClientStream.EncodedAnswer;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http1.HeadWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * An answer that was encoded once. The content stands in a buffer that is never released and never
 * changed, so any event loop may send it.
 */
final class PreparedAnswer implements EncodedAnswer {
  /** Up to here content is copied into a connection's buffer, and direct memory gains nothing. */
  static final int COPIED_BYTES = 2048;

  private final int status;
  private final byte[] head;
  private final ByteBuf content;

  private PreparedAnswer(int status, byte[] head, ByteBuf content) {
    this.status = status;
    this.head = head;
    this.content = content;
  }

  /**
   * Encodes.
   *
   * @param content as {@link #shared} makes it
   */
  static PreparedAnswer of(int status, Fields fields, ByteBuf content) {
    return new PreparedAnswer(status, head(status, fields, content.readableBytes()), content);
  }

  private static byte[] head(int status, Fields fields, int bodyBytes) {
    ByteBuf out = Unpooled.buffer();
    HeadWriter.status(out, status, null);
    HeadWriter.fields(out, fields);
    if (status != 204 && status != 304) {
      out.writeCharSequence("Content-Length: ", StandardCharsets.ISO_8859_1);
      HeadWriter.decimal(out, bodyBytes);
      HeadWriter.end(out);
    }
    byte[] encoded = new byte[out.readableBytes()];
    out.readBytes(encoded);
    return encoded;
  }

  /** Content in a buffer that any event loop may send and nobody releases. */
  static ByteBuf shared(byte[] bytes) {
    if (bytes.length == 0) {
      return Unpooled.EMPTY_BUFFER;
    }
    if (bytes.length <= COPIED_BYTES) {
      return Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(bytes));
    }
    // Wrapped rather than allocated: it goes with its table by garbage collection.
    ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    return Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(direct));
  }

  @Override
  public byte[] head() {
    return head;
  }

  @Override
  public ByteBuf content() {
    return content;
  }

  @Override
  public int status() {
    return status;
  }
}
