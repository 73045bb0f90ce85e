package dev.mynah.agent.reuse.store.codec;

import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.reuse.store.AnswerFacts;
import dev.mynah.agent.reuse.store.CacheStore;
import dev.mynah.agent.reuse.store.StoredAnswer;
import dev.mynah.agent.reuse.store.body.SharedBody;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Stored answers as bytes. What was not written by this class, or by it in another version, is
 * unreadable and nothing worse: it takes no more memory than it has bytes, and no field that could
 * not have come from an upstream gets through.
 *
 * <pre>
 *  | 'M' 'A' | version | CRC-32C of the rest (4) | status (2) | request, response millis (8 + 8) |
 *  | nanoseconds the call took (8) | reason | route | secondary key | vary names | tags | fields |
 *  | body to the end |
 *  text: length (4), bytes     list: count (4), texts     fields: count (4), name and value each
 * </pre>
 */
public final class AnswerCodec {
  private static final byte[] MAGIC = {'M', 'A', 1};
  private static final int SUM_AT = MAGIC.length;
  private static final int HEAD_BYTES = SUM_AT + Integer.BYTES;
  private static final int NUMBERS_BYTES = Short.BYTES + 3 * Long.BYTES;
  private static final int USUAL_FACTS_BYTES = 1024;
  private static final int LEAST_STATUS = 200;
  private static final int MOST_STATUS = 599;

  private AnswerCodec() {}

  /**
   * The bytes of an answer, under a reference of the caller's.
   *
   * @return null when its body is not whole or the bytes would be more than {@code mostBytes}
   */
  public static byte @Nullable [] encode(StoredAnswer answer, int mostBytes) {
    SharedBody body = answer.body();
    if (!body.isWhole() || body.length() + HEAD_BYTES > mostBytes) {
      return null;
    }
    ByteBuf out = Unpooled.buffer((int) body.length() + USUAL_FACTS_BYTES);
    out.writeBytes(MAGIC).writeInt(0);
    write(answer, out);
    body.copyTo(out);
    if (out.readableBytes() > mostBytes) {
      return null;
    }
    byte[] bytes = Arrays.copyOf(out.array(), out.readableBytes());
    Unpooled.wrappedBuffer(bytes).setInt(SUM_AT, sum(bytes));
    return bytes;
  }

  private static void write(StoredAnswer answer, ByteBuf out) {
    AnswerFacts facts = answer.facts();
    out.writeShort(facts.status()).writeLong(facts.requestMillis());
    out.writeLong(facts.responseMillis()).writeLong(answer.tookNanos());
    TextWriter texts = new TextWriter(out);
    String reason = facts.reason();
    texts.text(reason == null ? "" : reason);
    texts.text(facts.routeId());
    texts.text(facts.secondaryKey());
    texts.list(facts.vary());
    texts.list(facts.tags());
    texts.fields(facts.fields());
  }

  /**
   * An answer from bytes, with its body in the memory of the store that is to have it.
   *
   * @return an answer with a reference of the caller's; null when the bytes are unreadable or there
   *     is no room
   */
  public static @Nullable StoredAnswer decode(byte[] bytes, CacheStore store) {
    if (bytes.length < HEAD_BYTES + NUMBERS_BYTES || !isOurs(bytes)) {
      return null;
    }
    ByteBuf in = Unpooled.wrappedBuffer(bytes).skipBytes(HEAD_BYTES);
    try {
      return read(in, store);
    } catch (TextReader.UnreadableException | IllegalArgumentException notWrittenHere) {
      return null;
    }
  }

  private static boolean isOurs(byte[] bytes) {
    return Arrays.equals(MAGIC, 0, SUM_AT, bytes, 0, SUM_AT)
        && Unpooled.wrappedBuffer(bytes).getInt(SUM_AT) == sum(bytes);
  }

  private static int sum(byte[] bytes) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, HEAD_BYTES, bytes.length - HEAD_BYTES);
    return (int) sum.getValue();
  }

  private static @Nullable StoredAnswer read(ByteBuf in, CacheStore store) {
    int status = in.readUnsignedShort();
    if (status < LEAST_STATUS || status > MOST_STATUS) {
      return null;
    }
    long requestMillis = in.readLong();
    long responseMillis = in.readLong();
    long tookNanos = in.readLong();
    TextReader texts = new TextReader(in);
    String reason = checkedReason(texts.text());
    String routeId = texts.text();
    String secondaryKey = texts.text();
    List<String> vary = checkedNames(texts.list());
    List<String> tags = texts.list();
    Fields fields = texts.fields();
    AnswerFacts facts =
        new AnswerFacts(
            status,
            reason,
            fields,
            requestMillis,
            responseMillis,
            routeId,
            vary,
            secondaryKey,
            tags);
    SharedBody body = store.wholeBody(in);
    if (body == null) {
      return null;
    }
    StoredAnswer answer = new StoredAnswer(facts, body);
    answer.took(tookNanos);
    return answer;
  }

  private static @Nullable String checkedReason(String reason) {
    // The same rule as for a field's value: nothing that could end the line.
    new Fields().add(FieldName.VIA, reason);
    return reason.isEmpty() ? null : reason;
  }

  private static List<String> checkedNames(List<String> names) {
    names.forEach(FieldName::of);
    return names;
  }
}
