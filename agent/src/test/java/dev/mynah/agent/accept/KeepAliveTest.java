package dev.mynah.agent.accept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.config.LimitsConfig;
import dev.mynah.agent.wire.RawClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KeepAliveTest {
  private final EchoHandler handler = new EchoHandler();

  @RegisterExtension final WireServer server = new WireServer(handler, LimitsConfig.defaults());

  @Test
  void aConnectionServesOneRequestAfterTheOther() {
    try (RawClient client = RawClient.to(server.port())) {
      String first = client.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n").readAnswer();
      String second = client.send("GET /b HTTP/1.1\r\nHost: x\r\n\r\n").readAnswer();

      assertThat(first).startsWith("HTTP/1.1 200 OK\r\n").endsWith("GET /a body= trailers=0");
      assertThat(second).endsWith("GET /b body= trailers=0").contains("\r\nDate: ");
      assertThat(first).doesNotContainIgnoringCase("connection:");
    }
  }

  @Test
  void pipelinedRequestsAreAnsweredInOrder() {
    StringBuilder requests = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      requests.append("GET /").append(i).append(" HTTP/1.1\r\nHost: x\r\n\r\n");
    }
    try (RawClient client = RawClient.to(server.port())) {
      client.send(requests.toString());

      for (int i = 0; i < 200; i++) {
        assertThat(client.readAnswer()).endsWith("GET /" + i + " body= trailers=0");
      }
    }
  }

  @Test
  void aRequestThatArrivesByteByByteIsTheSameRequest() {
    try (RawClient client = RawClient.to(server.port())) {
      String request = "POST /slow HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc";
      for (char c : request.toCharArray()) {
        client.send(String.valueOf(c));
      }

      assertThat(client.readAnswer()).endsWith("POST /slow body=abc trailers=0");
    }
  }

  @Test
  void connectionCloseIsHonoured() {
    try (RawClient client = RawClient.to(server.port())) {
      client.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: foo, Close\r\n\r\n");

      assertThat(client.readAll()).contains("Connection: close\r\n").endsWith("trailers=0");
    }
  }

  @Test
  void http10ClosesUnlessItAsksToKeepAlive() {
    try (RawClient closing = RawClient.to(server.port());
        RawClient keeping = RawClient.to(server.port())) {
      closing.send("GET /old HTTP/1.0\r\n\r\n");
      keeping.send("GET /1 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");

      assertThat(closing.readAll()).contains("Connection: close\r\n");
      assertThat(keeping.readAnswer()).contains("Connection: keep-alive\r\n");
      keeping.send("GET /2 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
      assertThat(keeping.readAnswer()).endsWith("GET /2 body= trailers=0");
    }
  }

  @Test
  void headIsAnsweredWithTheLengthAndWithoutTheBody() {
    try (RawClient client = RawClient.to(server.port())) {
      client.send("HEAD /x HTTP/1.1\r\nHost: x\r\n\r\nGET /y HTTP/1.1\r\nHost: x\r\n\r\n");

      assertThat(client.readHead()).startsWith("HTTP/1.1 200 OK");
      assertThat(client.readAnswer()).endsWith("GET /y body= trailers=0");
    }
  }

  @Test
  void emptyLinesBeforeARequestAreReadOver() {
    try (RawClient client = RawClient.to(server.port())) {
      assertThat(client.send("\r\n\r\nGET /z HTTP/1.1\r\nHost: x\r\n\r\n").readAnswer())
          .endsWith("GET /z body= trailers=0");
    }
  }

  @Test
  void absoluteFormNamesTheHost() {
    try (RawClient client = RawClient.to(server.port())) {
      client.send("GET http://other:81/p?q=1 HTTP/1.1\r\nHost: x\r\n\r\n");

      assertThat(client.readAnswer()).endsWith("GET /p?q=1 body= trailers=0");
    }
  }
}
