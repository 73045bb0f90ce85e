package dev.mynah.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.ledger.journal.HitEvent.Answer;
import dev.mynah.ledger.journal.HitEvent.Body;
import dev.mynah.ledger.journal.HitEvent.Capture;
import dev.mynah.ledger.journal.HitEvent.Client;
import dev.mynah.ledger.journal.HitEvent.Field;
import dev.mynah.ledger.journal.HitEvent.Request;
import dev.mynah.ledger.journal.HitEvent.Spent;
import dev.mynah.ledger.journal.HitEvent.Trouble;
import dev.mynah.ledger.journal.segment.BadBytesException;
import dev.mynah.ledger.journal.segment.ByteSink;
import dev.mynah.ledger.journal.segment.ByteSource;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** An event comes back as it was; other bytes make none, or some event, and never a fault. */
class EventCodecTest {
  @Property(tries = 500)
  void eventComesBackAsItWas(
      @ForAll long time,
      @ForAll String text,
      @ForAll int status,
      @ForAll long number,
      @ForAll boolean troubled,
      @ForAll boolean captured,
      @ForAll boolean bodies)
      throws BadBytesException {
    String clean = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    Body body = bodies ? new Body(clean, troubled, captured, number >>> 1) : null;
    HitEvent event =
        new HitEvent(
            time,
            troubled ? 1 : 2.5,
            new Request("r", clean, "default", "", "GET", "/" + clean, "http/1.1"),
            new Answer("proxied", status, troubled ? BigDecimal.ZERO : new BigDecimal("0.0020")),
            new Spent(number, -1, 0, number, Long.MAX_VALUE),
            new Client("::1", clean, clean, "", ""),
            troubled ? new Trouble("timeout", "upstream", clean, clean) : null,
            captured ? new Capture(List.of(new Field("a", clean)), List.of(), body, null) : null);

    assertThat(read(event)).isEqualTo(event);
  }

  @Property(tries = 1000)
  void anyBytesMakeAnEventOrAreRefused(@ForAll byte[] bytes) {
    try {
      assertThat(EventCodec.read(new ByteSource(bytes, 0, bytes.length))).isNotNull();
    } catch (BadBytesException e) {
      assertThat(e).hasMessageNotContaining("null");
    }
  }

  @Property(tries = 1000)
  void anyBytesMakeAFrameOrAreRefused(@ForAll long seed) throws BadBytesException {
    Random random = new Random(seed);
    ByteSink sink = new ByteSink();
    FrameCodec.write(
        new Frame(
            1,
            2,
            3,
            4,
            true,
            false,
            List.of(),
            List.of(new Frame.GaugeValue("g", List.of("a"), List.of("b"), 1))),
        sink);
    byte[] bytes = new byte[sink.length()];
    sink.buffer().get(bytes);
    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();

    try {
      assertThat(FrameCodec.read(new ByteSource(bytes, 0, bytes.length))).isNotNull();
    } catch (BadBytesException e) {
      assertThat(e).hasMessageNotContaining("null");
    }
  }

  @Test
  void ordinaryEventIsShort() throws BadBytesException {
    ByteSink sink = new ByteSink();

    RecordCodec.write(JournalFixture.event("get-user", TestTime.START, 1), sink);

    assertThat(sink.length()).isLessThan(110);
  }

  private static HitEvent read(HitEvent event) throws BadBytesException {
    ByteSink sink = new ByteSink();
    EventCodec.write(event, sink);
    byte[] bytes = new byte[sink.length()];
    sink.buffer().get(bytes);
    return EventCodec.read(new ByteSource(bytes, 0, bytes.length));
  }
}
