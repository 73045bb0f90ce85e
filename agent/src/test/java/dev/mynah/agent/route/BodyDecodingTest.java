package dev.mynah.agent.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.http.Fields;
import dev.mynah.agent.route.match.BodyState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class BodyDecodingTest {
  private static final int LIMIT = 1024 * 1024;
  private static final byte[] TEXT =
      "{\"name\":\"Ada\",\"n\":1}".repeat(200).getBytes(StandardCharsets.UTF_8);

  @Test
  void plainBodiesAreNotCopied() {
    BodyDecoding.Result result = decode(TEXT, LIMIT);

    assertThat(result.bytes()).isSameAs(TEXT);
    assertThat(decode(TEXT, LIMIT, "identity").bytes()).isSameAs(TEXT);
  }

  @Test
  void knownCodingsAreUndone() {
    assertThat(text(decode(gzip(TEXT), LIMIT, "gzip"))).isEqualTo(TEXT);
    assertThat(text(decode(gzip(TEXT), LIMIT, "X-GZIP"))).isEqualTo(TEXT);
    assertThat(text(decode(deflate(TEXT, false), LIMIT, "deflate"))).isEqualTo(TEXT);
    assertThat(text(decode(deflate(TEXT, true), LIMIT, "deflate"))).isEqualTo(TEXT);
  }

  @Test
  void severalCodingsAreUndoneFromTheLastToTheFirst() {
    byte[] twice = gzip(deflate(TEXT, false));

    assertThat(text(decode(twice, LIMIT, "deflate, gzip"))).isEqualTo(TEXT);
    assertThat(text(decode(twice, LIMIT, "deflate", "identity, gzip"))).isEqualTo(TEXT);
    assertThat(decode(twice, LIMIT, "gzip, deflate").state()).isEqualTo(BodyState.NOT_DECODABLE);
    assertThat(decode(TEXT, LIMIT, "gzip,gzip,gzip,gzip").state())
        .isEqualTo(BodyState.NOT_DECODABLE);
  }

  @Test
  void gzipMembersOneAfterTheOtherAreOneBody() {
    byte[] one = gzip(TEXT);
    byte[] two = Arrays.copyOf(one, one.length * 2);
    System.arraycopy(one, 0, two, one.length, one.length);

    assertThat(decode(two, LIMIT, "gzip").length()).isEqualTo(TEXT.length * 2);
  }

  @Test
  void anEmptyBodyIsEmptyWhateverItsCoding() {
    assertThat(decode(new byte[0], LIMIT, "gzip").state()).isEqualTo(BodyState.READ);
    assertThat(decode(new byte[0], LIMIT, "br").state()).isEqualTo(BodyState.READ);
    assertThat(decode(gzip(new byte[0]), LIMIT, "gzip").length()).isZero();
  }

  @Test
  void unknownCodingsAndBrokenBytesAreNotDecodable() {
    byte[] cut = Arrays.copyOf(gzip(TEXT), 30);
    byte[] flipped = gzip(TEXT);
    flipped[flipped.length - 6] ^= 1;

    for (String coding : new String[] {"br", "zstd", "nonsense"}) {
      assertThat(decode(TEXT, LIMIT, coding).state()).isEqualTo(BodyState.NOT_DECODABLE);
    }
    assertThat(decode(TEXT, LIMIT, "gzip").state()).isEqualTo(BodyState.NOT_DECODABLE);
    assertThat(decode(cut, LIMIT, "gzip").state()).isEqualTo(BodyState.NOT_DECODABLE);
    assertThat(decode(flipped, LIMIT, "gzip").state()).isEqualTo(BodyState.NOT_DECODABLE);
    assertThat(decode(new byte[] {7}, LIMIT, "deflate").state()).isEqualTo(BodyState.NOT_DECODABLE);
  }

  @Test
  void theLimitHoldsForWhatWasSentAndForWhatUnfolds() {
    assertThat(decode(TEXT, TEXT.length).state()).isEqualTo(BodyState.READ);
    assertThat(decode(TEXT, TEXT.length - 1).state()).isEqualTo(BodyState.TOO_LARGE);
    assertThat(text(decode(gzip(TEXT), TEXT.length, "gzip"))).isEqualTo(TEXT);
    assertThat(decode(gzip(TEXT), TEXT.length - 1, "gzip").state()).isEqualTo(BodyState.TOO_LARGE);
    assertThat(decode(gzip(TEXT), 0, "gzip").state()).isEqualTo(BodyState.TOO_LARGE);
  }

  @Test
  void aBombIsTooLargeEvenWithinTheLimit() {
    byte[] bomb = gzip(new byte[10 * LIMIT]);

    BodyDecoding.Result result = decode(bomb, 100 * LIMIT, "gzip");

    assertThat(result.state()).isEqualTo(BodyState.TOO_LARGE);
    assertThat(result.bytes()).isEmpty();
  }

  @Test
  void ordinaryRepetitionIsNoBomb() {
    byte[] boring = new byte[BodyDecoding.HARMLESS_BYTES];

    assertThat(decode(gzip(boring), LIMIT, "gzip").length()).isEqualTo(boring.length);
  }

  @Property(tries = 500)
  void anyBytesUnderAnyCodingEndInAState(@ForAll byte[] bytes, @ForAll int seed) {
    byte[] mangled = gzip(bytes);
    Random random = new Random(seed);
    mangled[random.nextInt(mangled.length)] ^= (byte) (1 << random.nextInt(8));
    for (String coding : new String[] {"gzip", "deflate", "gzip, deflate"}) {
      assertThat(decode(bytes, LIMIT, coding).state()).isNotEqualTo(BodyState.UNREAD);
      assertThat(decode(mangled, LIMIT, coding).state()).isNotEqualTo(BodyState.UNREAD);
    }
  }

  private static BodyDecoding.Result decode(byte[] body, int limit, String... codings) {
    Fields fields = new Fields();
    for (String coding : codings) {
      fields.add("Content-Encoding", coding);
    }
    return BodyDecoding.decode(fields, body, body.length, limit);
  }

  private static byte[] text(BodyDecoding.Result result) {
    assertThat(result.state()).isEqualTo(BodyState.READ);
    return Arrays.copyOf(result.bytes(), result.length());
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  private static byte[] deflate(byte[] bytes, boolean bare) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, bare);
    try (OutputStream deflate = new DeflaterOutputStream(out, deflater)) {
      deflate.write(bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    } finally {
      deflater.end();
    }
    return out.toByteArray();
  }
}
