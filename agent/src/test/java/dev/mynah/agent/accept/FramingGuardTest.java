package dev.mynah.agent.accept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.config.LimitsConfig;
import dev.mynah.agent.respond.Failure;
import dev.mynah.agent.wire.RawClient;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9112: what is not framed beyond doubt is answered once and the connection closed. */
class FramingGuardTest {
  private final EchoHandler handler = new EchoHandler();

  @RegisterExtension final WireServer server = new WireServer(handler, LimitsConfig.defaults());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET / HTTP/1.1\\nHost: x\\r\\n\\r\\n|BAD_LINE_END",
        "GET / HTTP/1.1\\r\\nHost: x\\n\\r\\n|BAD_LINE_END",
        "GET / HTTP/1.1\\r\\nHost: x\\r\\n\\n|BAD_LINE_END",
        "GET / HTTP/1.1\\r\\nHost: x\\rY: z\\r\\n\\r\\n|BAD_LINE_END",
        "GET / HTTP/1.1\\r\\nHost: x\\r\\nA: b\\r\\n c\\r\\n\\r\\n|OBSOLETE_FOLDING",
        "GET / HTTP/1.1\\r\\n Host: x\\r\\n\\r\\n|OBSOLETE_FOLDING",
        "GET / HTTP/1.1\\r\\nHost : x\\r\\n\\r\\n|BAD_HEADER",
        "GET / HTTP/1.1\\r\\nHost: x\\r\\n: y\\r\\n\\r\\n|BAD_HEADER",
        "GET / HTTP/1.1\\r\\nHost: x\\r\\nA\\r\\n\\r\\n|BAD_HEADER",
        "GET / HTTP/1.1\\r\\nHost: x\\r\\nA: \\0\\r\\n\\r\\n|BAD_HEADER",
        "GET / HTTP/1.1\\r\\n\\r\\n|BAD_HOST",
        "GET / HTTP/1.1\\r\\nHost: a\\r\\nHost: a\\r\\n\\r\\n|BAD_HOST",
        "GET / HTTP/1.1\\r\\nHost: a/b\\r\\n\\r\\n|BAD_HOST",
        "GET / HTTP/1.1\\r\\nHost: u@b\\r\\n\\r\\n|BAD_HOST",
        "POST / HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 1\\r\\nContent-Length: 1\\r\\n\\r\\na|BAD_CONTENT_LENGTH",
        "POST / HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 1, 1\\r\\n\\r\\na|BAD_CONTENT_LENGTH",
        "POST / HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: +1\\r\\n\\r\\na|BAD_CONTENT_LENGTH",
        "POST / HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: -1\\r\\n\\r\\na|BAD_CONTENT_LENGTH",
        "POST / HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 0x1\\r\\n\\r\\na|BAD_CONTENT_LENGTH",
        "POST / HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: \\r\\n\\r\\na|BAD_CONTENT_LENGTH",
        "POST / HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 99999999999999999999\\r\\n\\r\\na|BAD_CONTENT_LENGTH",
        "POST / HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 1\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n|CONFLICTING_LENGTH",
        "POST / HTTP/1.1\\r\\nHost: x\\r\\nTransfer-Encoding: gzip, chunked\\r\\n\\r\\n|BAD_TRANSFER_ENCODING",
        "POST / HTTP/1.1\\r\\nHost: x\\r\\nTransfer-Encoding: chunked, identity\\r\\n\\r\\n|BAD_TRANSFER_ENCODING",
        "POST / HTTP/1.1\\r\\nHost: x\\r\\nTransfer-Encoding: xchunked\\r\\n\\r\\n|BAD_TRANSFER_ENCODING",
        "POST / HTTP/1.1\\r\\nHost: x\\r\\nTransfer-Encoding: chunked\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n|BAD_TRANSFER_ENCODING",
        "POST / HTTP/1.0\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n|BAD_TRANSFER_ENCODING",
        "GET /\\r\\n|BAD_TARGET",
        "GET / HTTP/2.0\\r\\n\\r\\n|UNSUPPORTED_VERSION",
        "PRI * HTTP/2.0\\r\\n\\r\\nSM\\r\\n\\r\\n|UNSUPPORTED_VERSION",
        "GET / http/1.1\\r\\nHost: x\\r\\n\\r\\n|BAD_REQUEST_LINE",
        "GET /a b HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n|BAD_REQUEST_LINE",
        "G@T / HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n|BAD_REQUEST_LINE",
        "GET a HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n|BAD_TARGET",
        "GET ftp://x/ HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n|BAD_TARGET",
        "GET http:///p HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n|BAD_TARGET",
        "GET /#f HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n|BAD_TARGET",
        "CONNECT x:443 HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n|CONNECT_NOT_SUPPORTED",
        "POST / HTTP/1.1\\r\\nHost: x\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nz\\r\\n|BAD_CHUNK",
        "POST / HTTP/1.1\\r\\nHost: x\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n1\\na\\r\\n0\\r\\n\\r\\n|BAD_CHUNK",
        "POST / HTTP/1.1\\r\\nHost: x\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n1\\r\\nab\\r\\n0\\r\\n\\r\\n|BAD_CHUNK",
        "POST / HTTP/1.1\\r\\nHost: x\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n-1\\r\\n|BAD_CHUNK",
        "POST / HTTP/1.1\\r\\nHost: x\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n 1\\r\\na\\r\\n|BAD_CHUNK",
        "POST / HTTP/1.1\\r\\nHost: x\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nfffffffffffffffff\\r\\n|BAD_CHUNK",
        "POST / HTTP/1.1\\r\\nHost: x\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\nA : b\\r\\n\\r\\n|BAD_TRAILER",
      })
  void isAnsweredOnceAndClosed(String request, Failure expected) {
    try (RawClient client = RawClient.to(server.port())) {
      client.send(unescape(request) + "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n");

      String answer = client.readAll();

      assertThat(handler.failures).containsExactly(expected);
      assertThat(answer).startsWith("HTTP/1.1 " + expected.status() + ' ');
      assertThat(answer).contains("Connection: close\r\n");
      assertThat(handler.seen).noneMatch(line -> line.contains("smuggled"));
    }
  }

  private static String unescape(String text) {
    return text.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0");
  }
}
