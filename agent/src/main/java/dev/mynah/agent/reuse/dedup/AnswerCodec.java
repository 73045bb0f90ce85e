package dev.mynah.agent.reuse.dedup;

import dev.mynah.agent.exchange.BodySink;
import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.respond.Failure;
import dev.mynah.agent.reuse.store.body.SharedBody;
import io.netty.buffer.ByteBuf;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Remembered answers as bytes, for replicas. Big endian; a length is four bytes and never negative;
 * text is ISO 8859-1 as on the wire.
 *
 * <pre>
 *  'M' 'D' version=1 flags | status (2) | untilMillis (8) | tookNanos (8)
 *  [fingerprint (32)]  [reason: length, text]
 *  number of fields (4) { name: length, text; value: length, text }
 *  body: length, bytes                                  and nothing after it
 * </pre>
 *
 * <p>What is read comes from a place that others can write to: anything that is not exactly this is
 * no answer.
 */
final class AnswerCodec {
  /** For bodies that are written at once. */
  static final SharedBody.Writer NO_WRITER =
      new SharedBody.Writer() {
        @Override
        public void resume() {}

        @Override
        public void unread() {}
      };

  private static final byte VERSION = 1;
  private static final int HAS_FINGERPRINT = 1;
  private static final int HAS_REASON = 2;
  private static final int FIXED_BYTES = 4 + 2 + 8 + 8 + DedupKey.BYTES + 4 + 4 + 4;
  private static final int MAX_FIELDS = 1024;

  /**
   * What was read.
   *
   * @param untilMillis the wall clock's moment from which it is not to be given any more
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Decoded(Remembered.Facts facts, long untilMillis, byte[] body) {}

  private AnswerCodec() {}

  /**
   * Encodes an answer whose body is whole.
   *
   * @param loop the loop it is called on
   * @return null when it takes more than the given number of bytes
   */
  static byte @Nullable [] encode(
      Remembered answer, long untilMillis, int maxBytes, Executor loop) {
    Remembered.Facts facts = answer.facts();
    long bytes = FIXED_BYTES + answer.body().length() + textBytes(facts);
    if (bytes > maxBytes) {
      return null;
    }
    Whole body = new Whole((int) answer.body().length());
    BodySource source = answer.open(loop);
    if (source == null) {
      return null;
    }
    source.start(body);
    if (!body.complete) {
      source.cancel();
      return null;
    }
    ByteBuffer out = ByteBuffer.allocate((int) bytes);
    write(out, facts, untilMillis);
    bytes(out, body.bytes);
    byte[] encoded = new byte[out.position()];
    out.flip().get(encoded);
    return encoded;
  }

  private static long textBytes(Remembered.Facts facts) {
    Fields fields = facts.fields();
    String reason = facts.reason();
    long bytes = reason == null ? 0 : reason.length();
    for (int i = 0; i < fields.size(); i++) {
      int name = fields.nameEnd(i) - fields.nameStart(i);
      bytes += 8 + name + fields.valueEnd(i) - fields.valueStart(i);
    }
    return bytes;
  }

  private static void write(ByteBuffer out, Remembered.Facts facts, long untilMillis) {
    byte[] fingerprint = facts.fingerprint();
    String reason = facts.reason();
    int flags = (fingerprint == null ? 0 : HAS_FINGERPRINT) | (reason == null ? 0 : HAS_REASON);
    out.put((byte) 'M').put((byte) 'D').put(VERSION).put((byte) flags);
    out.putShort((short) facts.status()).putLong(untilMillis).putLong(facts.tookNanos());
    if (fingerprint != null) {
      out.put(fingerprint);
    }
    if (reason != null) {
      bytes(out, reason.getBytes(StandardCharsets.ISO_8859_1));
    }
    Fields fields = facts.fields();
    out.putInt(fields.size());
    for (int i = 0; i < fields.size(); i++) {
      bytes(out, fields.name(i).getBytes(StandardCharsets.ISO_8859_1));
      bytes(out, fields.value(i).getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  private static void bytes(ByteBuffer out, byte[] bytes) {
    out.putInt(bytes.length).put(bytes);
  }

  /** Reads an answer, or null when the bytes are none. */
  static @Nullable Decoded decode(byte[] encoded) {
    try {
      return read(ByteBuffer.wrap(encoded));
    } catch (BufferUnderflowException | IllegalArgumentException unreadable) {
      return null;
    }
  }

  private static Decoded read(ByteBuffer in) {
    require(in.get() == 'M' && in.get() == 'D' && in.get() == VERSION);
    int flags = in.get();
    require((flags & ~(HAS_FINGERPRINT | HAS_REASON)) == 0);
    int status = in.getShort();
    require(status >= 200 && status <= 599);
    long untilMillis = in.getLong();
    long tookNanos = in.getLong();
    require(untilMillis >= 0 && tookNanos >= 0);
    byte[] fingerprint = null;
    if ((flags & HAS_FINGERPRINT) != 0) {
      fingerprint = new byte[DedupKey.BYTES];
      in.get(fingerprint);
    }
    String reason = (flags & HAS_REASON) != 0 ? checked(text(in)) : null;
    Fields fields = fields(in);
    byte[] body = bytes(in);
    require(!in.hasRemaining());
    return new Decoded(
        new Remembered.Facts(status, reason, fields, fingerprint, tookNanos), untilMillis, body);
  }

  private static Fields fields(ByteBuffer in) {
    int count = in.getInt();
    require(count >= 0 && count <= MAX_FIELDS);
    Fields fields = new Fields();
    for (int i = 0; i < count; i++) {
      fields.add(text(in), text(in));
    }
    return fields;
  }

  /** A reason phrase must not break its line. */
  private static String checked(String reason) {
    require(reason.chars().allMatch(c -> c == '\t' || c >= ' ' && c != 0x7f));
    return reason;
  }

  private static String text(ByteBuffer in) {
    return new String(bytes(in), StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(ByteBuffer in) {
    int length = in.getInt();
    require(length >= 0 && length <= in.remaining());
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException("not a remembered answer");
    }
  }

  /** Takes a whole body at once. */
  private static final class Whole implements BodySink {
    private final byte[] bytes;
    private int size;
    private boolean complete;

    Whole(int length) {
      this.bytes = new byte[length];
    }

    @Override
    public boolean data(ByteBuf chunk) {
      int length = chunk.readableBytes();
      chunk.readBytes(bytes, size, length);
      size += length;
      chunk.release();
      return true;
    }

    @Override
    public void end(Fields trailers) {
      complete = size == bytes.length;
    }

    @Override
    public void failed(Failure failure) {
      complete = false;
    }
  }
}
