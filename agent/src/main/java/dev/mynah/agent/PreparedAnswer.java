package dev.mynah.agent;

import dev.mynah.agent.exchange.ClientStream.EncodedAnswer;
import dev.mynah.agent.http1.HeadWriter;
import dev.mynah.agent.mock.MockContent;
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

  static PreparedAnswer of(MockContent content, String routeId) {
    return new PreparedAnswer(content.status(), head(content, routeId), shared(content.bytes()));
  }

  private static byte[] head(MockContent content, String routeId) {
    ByteBuf out = Unpooled.buffer();
    HeadWriter.status(out, content.status(), null);
    HeadWriter.fields(out, content.fields());
    if (content.status() != 204 && content.status() != 304) {
      text(out, "Content-Length: ");
      HeadWriter.decimal(out, content.bytes().length);
      HeadWriter.end(out);
    }
    text(out, "Matched-Stub-Id: " + routeId);
    HeadWriter.end(out);
    byte[] encoded = new byte[out.readableBytes()];
    out.readBytes(encoded);
    return encoded;
  }

  private static void text(ByteBuf out, String text) {
    out.writeCharSequence(text, StandardCharsets.ISO_8859_1);
  }

  private static ByteBuf shared(byte[] bytes) {
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
