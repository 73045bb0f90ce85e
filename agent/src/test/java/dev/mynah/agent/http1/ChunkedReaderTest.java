package dev.mynah.agent.http1;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ChunkedReaderTest {
  private static final HeadLimits LIMITS = new HeadLimits(4096, 8192, 64);

  @Property(tries = 300)
  void chunksInAnyPiecesGiveTheBody(
      @ForAll @Size(max = 10) List<@Size(min = 1, max = 50) byte[]> parts,
      @ForAll @IntRange(min = 1, max = 30) int pieceBytes) {
    ByteBuf wire = Unpooled.buffer();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      HeadWriter.chunkSize(wire, part.length);
      wire.writeBytes(part).writeBytes(new byte[] {'\r', '\n'});
      body.writeBytes(part);
    }
    wire.writeBytes("0\r\nX-T: 1\r\n\r\nREST".getBytes(StandardCharsets.US_ASCII));

    ChunkedReader reader = new ChunkedReader(LIMITS);
    reader.begin();
    ByteArrayOutputStream got = new ByteArrayOutputStream();
    ByteBuf in = Unpooled.buffer();
    ChunkedReader.Step step = ChunkedReader.Step.MORE;
    while (step != ChunkedReader.Step.END) {
      in.writeBytes(wire, Math.min(pieceBytes, wire.readableBytes()));
      step = drain(reader, in, got);
    }

    assertThat(got.toByteArray()).isEqualTo(body.toByteArray());
    assertThat(reader.trailers().size()).isEqualTo(1);
    assertThat(in.readableBytes() + wire.readableBytes()).isEqualTo(4);
  }

  private static ChunkedReader.Step drain(
      ChunkedReader reader, ByteBuf in, ByteArrayOutputStream into) {
    while (true) {
      ChunkedReader.Step step = reader.next(in);
      if (step != ChunkedReader.Step.DATA) {
        return step;
      }
      ByteBuf data = reader.data();
      byte[] bytes = new byte[data.readableBytes()];
      data.readBytes(bytes);
      into.writeBytes(bytes);
      data.release();
    }
  }

  @Property(tries = 1000)
  void anythingElseIsRejectedOrWaitedFor(@ForAll byte[] anything) {
    ChunkedReader reader = new ChunkedReader(LIMITS);
    reader.begin();
    ByteBuf in = Unpooled.wrappedBuffer(anything);
    try {
      drain(reader, in, new ByteArrayOutputStream());
    } catch (Rejected rejected) {
      assertThat(rejected.failure().status()).isGreaterThanOrEqualTo(400);
    }
  }
}
