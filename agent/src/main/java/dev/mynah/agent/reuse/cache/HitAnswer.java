package dev.mynah.agent.reuse.cache;

import dev.mynah.agent.exchange.ClientStream.EncodedAnswer;
import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.ResponseHead;
import dev.mynah.agent.http1.HeadWriter;
import dev.mynah.agent.reuse.rules.field.HttpDate;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/**
 * A stored answer ready for the wire: a head that is encoded once a second, and the body where it
 * stands in memory. Used under a reference to the stored answer.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record HitAnswer(int status, byte[] head, ByteBuf content) implements EncodedAnswer {
  private static final int USUAL_BYTES = 512;

  @Override
  public boolean isDated() {
    return true;
  }

  /** Encodes a finished head. */
  static byte[] encode(ResponseHead head, long bodyBytes, long nowMillis) {
    Fields fields = head.fields();
    fields.remove(FieldName.CONTENT_LENGTH);
    if (!fields.has(FieldName.DATE)) {
      fields.add(FieldName.DATE, HttpDate.format(nowMillis));
    }
    ByteBuf out = Unpooled.buffer(USUAL_BYTES);
    HeadWriter.status(out, head.status(), head.reason());
    HeadWriter.fields(out, fields);
    if (!head.forbidsContent()) {
      out.writeCharSequence("Content-Length: ", StandardCharsets.ISO_8859_1);
      HeadWriter.decimal(out, bodyBytes);
      HeadWriter.end(out);
    }
    byte[] encoded = new byte[out.readableBytes()];
    out.readBytes(encoded);
    return encoded;
  }
}
