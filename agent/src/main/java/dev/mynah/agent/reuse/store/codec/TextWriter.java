package dev.mynah.agent.reuse.store.codec;

import dev.mynah.agent.http.Fields;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes texts with their lengths before them. */
final class TextWriter {
  private final ByteBuf out;

  TextWriter(ByteBuf out) {
    this.out = out;
  }

  void text(String text) {
    int at = out.writerIndex();
    out.writeInt(0);
    out.setInt(at, ByteBufUtil.writeUtf8(out, text));
  }

  void list(List<String> texts) {
    out.writeInt(texts.size());
    for (String each : texts) {
      text(each);
    }
  }

  void fields(Fields fields) {
    out.writeInt(fields.size());
    for (int i = 0; i < fields.size(); i++) {
      latin1(fields.name(i));
      latin1(fields.value(i));
    }
  }

  private void latin1(String text) {
    out.writeInt(text.length());
    out.writeCharSequence(text, StandardCharsets.ISO_8859_1);
  }
}
