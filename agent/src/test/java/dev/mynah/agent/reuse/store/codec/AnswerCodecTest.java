package dev.mynah.agent.reuse.store.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.http.Fields;
import dev.mynah.agent.reuse.store.AnswerFacts;
import dev.mynah.agent.reuse.store.StoreKit;
import dev.mynah.agent.reuse.store.StoredAnswer;
import dev.mynah.agent.reuse.store.body.SharedBody;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Answers as bytes, and bytes that are no answers. */
class AnswerCodecTest {
  private static final int MOST = 8 << 20;
  private static final int SUMMED_FROM = 7;

  private final StoreKit kit = new StoreKit(4 << 20);

  @AfterEach
  @AfterProperty
  void everythingIsGivenBack() {
    kit.close();
  }

  private static AnswerFacts facts() {
    Fields fields = new Fields();
    fields.add("Content-Type", "text/plain").add("X-Bytes", "caf\u00e9 \u00ff").add("x-empty", "");
    fields.add("Link", "<a>; rel=next").add("Link", "<b>; rel=last");
    return new AnswerFacts(
        404,
        "Nope",
        fields,
        1_700_000_000_000L,
        1_700_000_000_123L,
        "route",
        List.of("accept", "x-lang"),
        "route|json|\u65e5\u672c",
        List.of("t1", "t2"));
  }

  private byte[] encoded(AnswerFacts facts, byte[] body) {
    StoredAnswer answer = kit.answer(facts, body);
    answer.took(42);
    byte[] bytes = AnswerCodec.encode(answer, MOST);
    answer.release();
    return bytes;
  }

  @Test
  void whatIsReadIsWhatWasWritten() {
    for (int length : new int[] {0, 1, 1000, 65_536, 65_537, 300_000}) {
      byte[] body = new byte[length];
      new Random(length).nextBytes(body);

      StoredAnswer read = AnswerCodec.decode(encoded(facts(), body), kit.store);

      assertThat(read).isNotNull();
      assertThat(read.facts())
          .usingRecursiveComparison()
          .ignoringFields("fields")
          .isEqualTo(facts());
      assertThat(read.facts().fields()).hasToString(facts().fields().toString());
      assertThat(read.tookNanos()).isEqualTo(42);
      ByteBuf copy = Unpooled.buffer();
      read.body().copyTo(copy);
      assertThat(Arrays.copyOf(copy.array(), copy.readableBytes())).isEqualTo(body);
      read.release();
    }
  }

  @Test
  void theUsualReasonStaysUnsaid() {
    AnswerFacts usual =
        new AnswerFacts(200, null, new Fields(), 1, 2, "r", List.of(), "r", List.of());

    StoredAnswer read = AnswerCodec.decode(encoded(usual, new byte[3]), kit.store);

    assertThat(read.facts().reason()).isNull();
    read.release();
  }

  @Test
  void whatIsTooLongOrStillGrowingIsNotWritten() {
    StoredAnswer answer = kit.answer(facts(), new byte[1000]);
    int length = AnswerCodec.encode(answer, MOST).length;

    assertThat(AnswerCodec.encode(answer, length)).hasSize(length);
    assertThat(AnswerCodec.encode(answer, length - 1)).isNull();
    assertThat(AnswerCodec.encode(answer, 500)).isNull();
    answer.release();

    SharedBody growing = kit.store.newBody(-1, MOST, Runnable::run, SharedBody.Writer.NONE);
    StoredAnswer early = new StoredAnswer(facts(), growing);
    assertThat(AnswerCodec.encode(early, MOST)).isNull();
    growing.complete();
    early.release();
  }

  @Test
  void withoutRoomForItsBodyAnAnswerIsNotRead() {
    StoreKit small = new StoreKit(10_000);

    assertThat(AnswerCodec.decode(encoded(facts(), new byte[20_000]), small.store)).isNull();

    small.close();
  }

  @Test
  void anotherVersionIsUnreadable() {
    byte[] bytes = encoded(facts(), new byte[10]);
    bytes[2]++;

    assertThat(AnswerCodec.decode(bytes, kit.store)).isNull();
  }

  @Test
  void everyShorteningIsUnreadable() {
    byte[] bytes = encoded(facts(), new byte[50]);

    for (int length = 0; length < bytes.length; length++) {
      assertThat(AnswerCodec.decode(Arrays.copyOf(bytes, length), kit.store)).isNull();
    }
  }

  @Test
  void everySingleChangedByteIsUnreadable() {
    byte[] bytes = encoded(facts(), new byte[50]);

    for (int at = 0; at < bytes.length; at++) {
      byte[] changed = bytes.clone();
      changed[at] ^= 0x20;
      assertThat(AnswerCodec.decode(changed, kit.store)).as("byte " + at).isNull();
    }
  }

  @Test
  void fieldsThatNoUpstreamCouldHaveSentAreUnreadable() {
    for (String bad : List.of("evil\r\nSet-Cookie: a=b", "a\nb", "a\0b")) {
      byte[] bytes = encoded(facts(), new byte[0]);
      // "<a>; rel=next" gives its place to something of the same length.
      byte[] instead = (bad + "................").substring(0, 13).getBytes(ISO_8859_1);
      int at = indexOf(bytes, "<a>; rel=next".getBytes(ISO_8859_1));
      System.arraycopy(instead, 0, bytes, at, instead.length);

      assertThat(AnswerCodec.decode(signed(bytes), kit.store)).as(bad).isNull();
    }
    byte[] name = encoded(facts(), new byte[0]);
    name[indexOf(name, "X-Bytes".getBytes(ISO_8859_1))] = ':';
    assertThat(AnswerCodec.decode(signed(name), kit.store)).isNull();
    byte[] vary = encoded(facts(), new byte[0]);
    vary[indexOf(vary, "x-lang".getBytes(ISO_8859_1))] = ' ';
    assertThat(AnswerCodec.decode(signed(vary), kit.store)).isNull();
    byte[] reason = encoded(facts(), new byte[0]);
    reason[indexOf(reason, "Nope".getBytes(ISO_8859_1))] = '\n';
    assertThat(AnswerCodec.decode(signed(reason), kit.store)).isNull();
  }

  /** Hostile bytes whose sum is right: whatever they say, they are an answer or unreadable. */
  @Property(tries = 2000)
  void signedNonsenseIsReadOrUnreadable(
      @ForAll long seed, @ForAll @IntRange(max = 40) int changes) {
    Random random = new Random(seed);
    byte[] bytes = encoded(facts(), new byte[random.nextInt(100)]);
    for (int i = 0; i < changes; i++) {
      bytes[random.nextInt(bytes.length - SUMMED_FROM) + SUMMED_FROM] = (byte) random.nextInt();
    }
    if (random.nextInt(4) == 0) {
      bytes = Arrays.copyOf(bytes, SUMMED_FROM + random.nextInt(bytes.length - SUMMED_FROM));
    }

    StoredAnswer read = AnswerCodec.decode(signed(bytes), kit.store);

    if (read != null) {
      assertThat(read.body().isWhole()).isTrue();
      read.release();
    }
    assertThat(kit.store.usedBytes()).isZero();
  }

  @Property(tries = 2000)
  void nonsenseIsUnreadable(@ForAll byte[] bytes) {
    assertThat(AnswerCodec.decode(bytes, kit.store)).isNull();
  }

  private static byte[] signed(byte[] bytes) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, SUMMED_FROM, bytes.length - SUMMED_FROM);
    ByteBuffer.wrap(bytes).putInt(3, (int) sum.getValue());
    return bytes;
  }

  private static int indexOf(byte[] bytes, byte[] wanted) {
    for (int at = 0; at <= bytes.length - wanted.length; at++) {
      if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
        return at;
      }
    }
    throw new AssertionError("not in there");
  }
}
