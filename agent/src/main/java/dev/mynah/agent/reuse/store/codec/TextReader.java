package dev.mynah.agent.reuse.store.codec;

import dev.mynah.agent.http.Fields;
import io.netty.buffer.ByteBuf;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@link TextWriter} wrote, and never takes more memory than there are bytes. */
final class TextReader {
  private static final int LENGTH_BYTES = Integer.BYTES;

  private final ByteBuf in;

  TextReader(ByteBuf in) {
    this.in = in;
  }

  int count(int leastBytesEach) {
    need(LENGTH_BYTES);
    int count = in.readInt();
    if (count < 0 || (long) count * leastBytesEach > in.readableBytes()) {
      throw new UnreadableException();
    }
    return count;
  }

  void need(int bytes) {
    if (in.readableBytes() < bytes) {
      throw new UnreadableException();
    }
  }

  String text() {
    return text(StandardCharsets.UTF_8);
  }

  private String text(Charset charset) {
    return in.readCharSequence(count(1), charset).toString();
  }

  List<String> list() {
    int count = count(LENGTH_BYTES);
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      texts.add(text());
    }
    return texts;
  }

  Fields fields() {
    int count = count(2 * LENGTH_BYTES);
    Fields fields = new Fields();
    for (int i = 0; i < count; i++) {
      fields.add(text(StandardCharsets.ISO_8859_1), text(StandardCharsets.ISO_8859_1));
    }
    return fields;
  }

  /** The bytes are not what they should be. */
  static final class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableException() {
      super("unreadable", null, false, false);
    }
  }
}
