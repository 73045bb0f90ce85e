package dev.mynah.agent.reuse.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.http.Fields;
import dev.mynah.agent.reuse.store.body.BodyMemory;
import dev.mynah.agent.reuse.store.body.SharedBody;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AnswerCodecTest {
  private static byte[] encoded(byte[] content, byte[] fingerprint, String reason, int most) {
    BodyMemory memory =
        new BodyMemory(UnpooledByteBufAllocator.DEFAULT, 1 << 20, BodyMemory.Room.NONE);
    SharedBody body =
        new SharedBody(memory, content.length, 1 << 20, Runnable::run, AnswerCodec.NO_WRITER);
    body.append(Unpooled.copiedBuffer(content));
    body.complete();
    Fields fields = new Fields().add("X-One", "1").add("x-two", "\u00e9").add("X-One", "");
    Remembered answer =
        new Remembered(
            new Remembered.Facts(404, reason, fields, fingerprint, 77), body, "version", 1);
    byte[] bytes = AnswerCodec.encode(answer, 123_456, most, Runnable::run);
    body.release();
    assertThat(memory.used()).isZero();
    return bytes;
  }

  @Test
  void whatWasWrittenIsRead() {
    byte[] content = new byte[200_000];
    new Random(1).nextBytes(content);
    byte[] fingerprint = new byte[32];
    fingerprint[3] = 9;

    AnswerCodec.Decoded read =
        AnswerCodec.decode(encoded(content, fingerprint, "Not here", 1 << 20));

    assertThat(read.untilMillis()).isEqualTo(123_456);
    assertThat(read.body()).isEqualTo(content);
    assertThat(read.facts().status()).isEqualTo(404);
    assertThat(read.facts().reason()).isEqualTo("Not here");
    assertThat(read.facts().fingerprint()).isEqualTo(fingerprint);
    assertThat(read.facts().tookNanos()).isEqualTo(77);
    assertThat(read.facts().fields().toString()).isEqualTo("x-one: 1\nx-two: \u00e9\nx-one: \n");
  }

  @Test
  void whatIsTooLargeIsNotWritten() {
    assertThat(encoded(new byte[1000], null, null, 1000)).isNull();
    assertThat(encoded(new byte[1000], null, null, 2000)).isNotNull();
    assertThat(encoded(new byte[0], null, null, 2000)).isNotNull();
  }

  @Property(tries = 5000)
  void damagedBytesAreNoAnswerOrAnotherOne(@ForAll Random how) {
    byte[] bytes = encoded(new byte[20], new byte[32], "r", 1 << 20);
    int changes = 1 + how.nextInt(3);
    for (int i = 0; i < changes; i++) {
      bytes[how.nextInt(bytes.length)] = (byte) how.nextInt(256);
    }
    if (how.nextBoolean()) {
      bytes = Arrays.copyOf(bytes, how.nextInt(bytes.length + 20));
    }

    AnswerCodec.Decoded read = AnswerCodec.decode(bytes);

    if (read != null) {
      assertThat(read.facts().status()).isBetween(200, 599);
      assertThat(read.facts().fields().toString()).doesNotContain("\r");
    }
  }

  @Property(tries = 2000)
  void anyBytesAreReadInPeace(@ForAll byte[] bytes) {
    assertThat(AnswerCodec.decode(bytes)).isNull();
  }

  @Test
  void aFieldThatWouldBreakItsLineIsNoAnswer() {
    byte[] bytes = encoded(new byte[0], null, "good", 1 << 20);
    String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    byte[] inReason = bytes.clone();
    inReason[text.indexOf("good") + 1] = '\n';
    byte[] inValue = bytes.clone();
    inValue[text.indexOf('\u00e9')] = '\r';

    assertThat(AnswerCodec.decode(bytes)).isNotNull();
    assertThat(AnswerCodec.decode(inReason)).isNull();
    assertThat(AnswerCodec.decode(inValue)).isNull();
  }
}
