package dev.mynah.agent.http1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.http.Scheme;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestHeadReaderTest {
  private static final HeadLimits LIMITS = new HeadLimits(4096, 8192, 64);

  private static RequestHead read(String text) {
    RequestHead head = new RequestHead();
    ByteBuf in = Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
    assertThat(new RequestHeadReader(LIMITS, Scheme.HTTP).read(in, head)).isTrue();
    return head;
  }

  @ParameterizedTest
  @CsvSource({
    "/a/b, /a/b",
    "/a/./b, /a/b",
    "/a/../b, /b",
    "/a/b/.., /a/",
    "/a/b/., /a/b/",
    "/../../x, /x",
    "/.., /",
    "/a/%2e%2E/b, /b",
    "/a/.%2e/b, /b",
    "/a/%2e/b, /a/b",
    "/a/.../b, /a/.../b",
    "/a/..b, /a/..b",
    "/a//b, /a//b",
    "/a//../b, /a/b",
    "/a/%2f../b, /a/%2f../b",
    "/%, /%",
    "/%2, /%2",
    "/, /",
  })
  void aPathLosesItsDotSegments(String sent, String expected) {
    assertThat(read("GET " + sent + " HTTP/1.1\r\nHost: x\r\n\r\n").path()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "/p?a=1&b=2, /p, a=1&b=2",
    "/p?, /p, ''",
    "/p??x, /p, ?x",
    "/p?/../x, /p, /../x",
    "http://h/p?q, /p, q",
    "http://h?q, /, q",
    "HTTP://h:80, /, ''",
  })
  void pathAndQueryAreTakenApart(String target, String path, String query) {
    RequestHead head = read("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n");

    assertThat(head.path()).isEqualTo(path);
    assertThat(head.query()).isEqualTo(query);
  }

  @ParameterizedTest
  @CsvSource({"a.example, a.example", "A.Example:8080, a.example", "'[::1]:80', '[::1]'", "'', ''"})
  void theHostIsReadWithoutItsPort(String field, String expected) {
    assertThat(read("GET / HTTP/1.1\r\nHost: " + field + "\r\n\r\n").host()).isEqualTo(expected);
  }

  @Provide
  Arbitrary<String> heads() {
    Arbitrary<String> names = Arbitraries.strings().withChars("abcXYZ-_~1").ofMinLength(1);
    Arbitrary<String> values =
        Arbitraries.strings().withCharRange(' ', '~').withChars("\t\u00e4").ofMaxLength(40);
    Arbitrary<List<String>> lines =
        Combinators.combine(names, values)
            .as((name, value) -> "x" + name + ":" + value + "\r\n")
            .list()
            .ofMaxSize(20);
    Arbitrary<String> paths = Arbitraries.strings().withChars("/abc%2e.~").ofMaxLength(40);
    return Combinators.combine(paths, lines)
        .as(
            (path, all) ->
                "GET /" + path + " HTTP/1.1\r\nHost: h\r\n" + String.join("", all) + "\r\n");
  }

  @Property(tries = 300)
  void aHeadReadInPiecesIsTheHeadReadAtOnce(@ForAll("heads") String text, @ForAll int cut) {
    int at = Math.floorMod(cut, text.length());
    RequestHead whole = read(text);
    RequestHead inPieces = new RequestHead();
    RequestHeadReader reader = new RequestHeadReader(LIMITS, Scheme.HTTP);
    ByteBuf in = Unpooled.buffer();

    in.writeBytes(text.substring(0, at).getBytes(StandardCharsets.ISO_8859_1));
    assertThat(reader.read(in, inPieces)).isFalse();
    in.writeBytes(text.substring(at).getBytes(StandardCharsets.ISO_8859_1));
    assertThat(reader.read(in, inPieces)).isTrue();

    assertThat(inPieces.target()).isEqualTo(whole.target());
    assertThat(inPieces.fields().toString()).isEqualTo(whole.fields().toString());
    assertThat(in.isReadable()).isFalse();
  }

  @Property(tries = 300)
  void valuesArriveByteForByteWithoutTheBlanksAround(@ForAll("heads") String text) {
    RequestHead head = read(text);
    String[] lines = text.split("\r\n");

    assertThat(head.fields().size()).isEqualTo(lines.length - 1);
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      assertThat(head.fields().name(i - 1)).isEqualTo(lines[i].substring(0, colon));
      assertThat(head.fields().value(i - 1)).isEqualTo(trim(lines[i].substring(colon + 1)));
    }
  }

  private static String trim(String value) {
    return value.replaceAll("^[ \t]+|[ \t]+$", "");
  }

  @Property(tries = 1000)
  void anythingElseIsRejectedOrWaitedForAndNothingElseHappens(@ForAll byte[] anything) {
    RequestHead head = new RequestHead();
    ByteBuf in = Unpooled.wrappedBuffer(anything);
    try {
      new RequestHeadReader(LIMITS, Scheme.HTTP).read(in, head);
    } catch (Rejected rejected) {
      assertThat(rejected.failure().status()).isGreaterThanOrEqualTo(400);
    }
  }

  @Property(tries = 500)
  void aDamagedHeadIsRejectedWaitedForOrReadButNeverReadPastItsEnd(
      @ForAll("heads") String text, @ForAll int at, @ForAll byte damage) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    bytes[Math.floorMod(at, bytes.length)] = damage;
    ByteBuf in =
        Unpooled.buffer().writeBytes(bytes).writeBytes("NEXT".getBytes(StandardCharsets.US_ASCII));
    RequestHead head = new RequestHead();
    try {
      if (new RequestHeadReader(LIMITS, Scheme.HTTP).read(in, head)) {
        assertThat(in.readableBytes()).isGreaterThanOrEqualTo(4);
        assertThat(head.fields().has(FieldName.HOST)).isTrue();
      }
    } catch (Rejected rejected) {
      assertThat(rejected.failure().status()).isGreaterThanOrEqualTo(400);
    }
  }
}
