package dev.mynah.agent.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.exchange.Bodies;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.respond.Failure;
import dev.mynah.agent.wire.ScriptedServer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How requests and answers are framed, to the byte. */
class FramingTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private static ScriptedServer answering(String answer) {
    return ScriptedServer.playing(
        (peer, n) -> {
          while (!peer.readHead().isEmpty()) {
            peer.send(answer);
          }
        });
  }

  private static ScriptedServer answeringOnce(String answer) {
    return ScriptedServer.playing(
        (peer, n) -> {
          peer.readHead();
          peer.send(answer);
        });
  }

  @Test
  void aFixedLengthAnswerComesWholeAndTheConnectionIsKept() {
    try (ScriptedServer server = answering(OK);
        UpstreamKit kit = UpstreamKit.with(TestUpstream.at(server.port()))) {
      for (int i = 0; i < 3; i++) {
        Answer answer = kit.get("/a").await();

        assertThat(answer.status).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("ok");
        assertThat(answer.length).isEqualTo(2);
      }
      assertThat(server.accepted()).isEqualTo(1);
      assertThat(kit.gauges().idle()).isEqualTo(1);
    }
  }

  @Test
  void theRequestIsWrittenAsTheRulesSay() throws Exception {
    BlockingQueue<String> heads = new LinkedBlockingQueue<>();
    ScriptedServer.Script script =
        (peer, n) -> {
          heads.add(peer.readHead());
          peer.send(OK);
        };
    try (ScriptedServer server = ScriptedServer.playing(script);
        UpstreamKit kit = UpstreamKit.with(TestUpstream.at(server.port()))) {
      kit.get("/a%2Fb?x=1&x=%20", "Host: shop.example", "X-One: 1", "x-ONE:  2", "Accept: */*")
          .await();

      assertThat(heads.poll(60, TimeUnit.SECONDS))
          .isEqualTo(
              ("GET /a%2Fb?x=1&x=%20 HTTP/1.1\r\n"
                      + "Host: 127.0.0.1:PORT\r\n"
                      + "X-One: 1\r\n"
                      + "x-ONE: 2\r\n"
                      + "Accept: */*\r\n"
                      + "X-Forwarded-For: 192.0.2.7\r\n"
                      + "X-Forwarded-Host: shop.example\r\n"
                      + "X-Forwarded-Proto: http\r\n"
                      + "X-Forwarded-Port: 8080\r\n"
                      + "Forwarded: for=192.0.2.7;host=\"shop.example\";proto=http\r\n"
                      + "Via: 1.1 mynah-test1\r\n\r\n")
                  .replace("PORT", Integer.toString(server.port())));
    }
  }

  @Test
  void aBodyOfKnownLengthIsSentWithItsLength() throws Exception {
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    ScriptedServer.Script script =
        (peer, n) -> {
          seen.add(peer.readHead() + new String(peer.readBytes(5)));
          peer.send(OK);
        };
    try (ScriptedServer server = ScriptedServer.playing(script);
        UpstreamKit kit = UpstreamKit.with(TestUpstream.at(server.port()))) {
      kit.post("/a", "hello", "Host: x", "Content-Length: 5").await();

      assertThat(seen.poll(60, TimeUnit.SECONDS))
          .contains("Content-Length: 5\r\n")
          .endsWith("\r\n\r\nhello");
    }
  }

  @Test
  void aBodyOfUnknownLengthIsSentInChunksWithItsTrailers() throws Exception {
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    ScriptedServer.Script script =
        (peer, n) -> {
          seen.add(peer.readHead());
          seen.add(peer.readUntil("\r\n\r\n"));
          peer.send(OK);
        };
    try (ScriptedServer server = ScriptedServer.playing(script);
        UpstreamKit kit = UpstreamKit.with(TestUpstream.at(server.port()))) {
      ManualBody body = new ManualBody(kit.allocator, -1);
      Answer answer =
          kit.call(
              Requests.of("POST", "/a", "Host: x", "Transfer-Encoding: chunked", "Trailer: X-Sum"),
              body);
      kit.awaitUntil(body::isStarted);
      kit.run(() -> body.push("hello"));
      kit.run(() -> body.push(""));
      kit.run(() -> body.push("0123456789abcdef"));
      kit.run(() -> body.end(new Fields().add("X-Sum", "9").add("Content-Length", "3")));
      answer.await();

      assertThat(seen.poll(60, TimeUnit.SECONDS))
          .contains("Transfer-Encoding: chunked\r\n")
          .contains("Trailer: X-Sum\r\n")
          .doesNotContain("Content-Length");
      assertThat(seen.poll(60, TimeUnit.SECONDS))
          .isEqualTo("5\r\nhello\r\n10\r\n0123456789abcdef\r\n0\r\nX-Sum: 9\r\n\r\n");
      assertThat(answer.text()).isEqualTo("ok");
    }
  }

  @Test
  void aChunkedAnswerComesWithItsTrailersAndTheConnectionIsKept() {
    String chunked =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n"
            + "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nX-Sum: 7\r\nHost: evil\r\n\r\n";
    try (ScriptedServer server = answering(chunked);
        UpstreamKit kit = UpstreamKit.with(TestUpstream.at(server.port()))) {
      kit.get("/a").await();
      Answer answer = kit.get("/a").await();

      assertThat(answer.text()).isEqualTo("abcde");
      assertThat(answer.length).isEqualTo(-1);
      assertThat(answer.trailers).containsExactly("X-Sum: 7");
      assertThat(answer.head).contains("trailer: X-Sum").doesNotContain("transfer-encoding");
      assertThat(server.accepted()).isEqualTo(1);
    }
  }

  @Test
  void anAnswerMayComeByteByByte() {
    String chunked =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX-A: b\r\n\r\n3\r\nabc\r\n0\r\nX-T: 1\r\n\r\n";
    ScriptedServer.Script script =
        (peer, n) -> {
          while (!peer.readHead().isEmpty()) {
            for (int i = 0; i < chunked.length(); i++) {
              peer.send(chunked.substring(i, i + 1));
            }
          }
        };
    try (ScriptedServer server = ScriptedServer.playing(script);
        UpstreamKit kit = UpstreamKit.with(TestUpstream.at(server.port()))) {
      Answer answer = kit.get("/a").await();

      assertThat(answer.text()).isEqualTo("abc");
      assertThat(answer.trailers).containsExactly("X-T: 1");
    }
  }

  @Test
  void anAnswerWithoutLengthEndsWithTheConnection() {
    try (ScriptedServer server = answeringOnce("HTTP/1.1 200 OK\r\n\r\nall of it");
        UpstreamKit kit = UpstreamKit.with(TestUpstream.at(server.port()))) {
      Answer answer = kit.get("/a").await();

      assertThat(answer.failure).isNull();
      assertThat(answer.text()).isEqualTo("all of it");
      assertThat(kit.events.ended).containsExactly("200 null");
      kit.awaitUntil(() -> kit.gauges().open() == 0);
    }
  }

  @Test
  void anHttp10AnswerEndsItsConnectionUnlessItSaysOtherwise() {
    ScriptedServer.Script script =
        (peer, n) -> {
          peer.readHead();
          peer.send("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 1\r\n\r\na");
          peer.readHead();
          peer.send("HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\nb");
          peer.awaitEnd();
        };
    try (ScriptedServer server = ScriptedServer.playing(script);
        UpstreamKit kit = UpstreamKit.with(TestUpstream.at(server.port()))) {
      assertThat(kit.get("/1").await().text()).isEqualTo("a");
      assertThat(kit.get("/2").await().text()).isEqualTo("b");
      assertThat(kit.get("/3").await().text()).isEqualTo("a");
      assertThat(server.accepted()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HEAD, HTTP/1.1 200 OK|Content-Length: 1234||, 1234",
    "HEAD, HTTP/1.1 200 OK|Transfer-Encoding: chunked||, -1",
    "HEAD, HTTP/1.1 200 OK||, -1",
    "GET, HTTP/1.1 204 No Content||, 0",
    "GET, HTTP/1.1 304 Not Modified|Content-Length: 99||, 99",
    "GET, HTTP/1.1 200 OK|Content-Length: 0||, 0"
  })
  void answersWithoutContentEndWithTheirHead(String method, String answer, long length) {
    try (ScriptedServer server = answering(answer.replace("|", "\r\n"));
        UpstreamKit kit = UpstreamKit.with(TestUpstream.at(server.port()))) {
      for (int i = 0; i < 2; i++) {
        Answer heard = new Answer();
        heard.cancelsEmpty = i == 1;
        kit.call(Requests.of(method, "/a", "Host: x"), Bodies.EMPTY, heard).await();

        assertThat(heard.failure).isNull();
        assertThat(heard.length).isEqualTo(length);
        assertThat(heard.received).isZero();
      }
      assertThat(server.accepted()).isEqualTo(1);
      kit.awaitUntil(() -> kit.gauges().idle() == 1);
      assertThat(kit.events.ended).allMatch(ended -> ended.endsWith(" null"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SSH-2.0-OpenSSH_9|",
    "HTTP/2 200 OK||",
    "HTTP/1.1 20 OK||",
    "HTTP/1.1 200 OK|Content-Length: 1|Content-Length: 2||xx",
    "HTTP/1.1 200 OK|Content-Length: +1||x",
    "HTTP/1.1 200 OK|Content-Length: 1|Transfer-Encoding: chunked||x",
    "HTTP/1.1 200 OK|Transfer-Encoding: gzip||x",
    "HTTP/1.1 200 OK|A : b||",
    "HTTP/1.1 101 Switching Protocols|Upgrade: x||"
  })
  void whatIsNotHttpIsToldAsTheUpstreamsFault(String answer) {
    try (ScriptedServer server = answeringOnce(answer.replace("|", "\r\n"));
        UpstreamKit kit = UpstreamKit.with(TestUpstream.at(server.port()))) {
      Answer heard = kit.get("/a").await();

      assertThat(heard.failure).isEqualTo(Failure.UPSTREAM_PROTOCOL);
      kit.awaitUntil(() -> kit.gauges().open() == 0);
    }
  }

  @Test
  void aHeadBeyondTheLimitIsTooLarge() {
    String large = "HTTP/1.1 200 OK\r\nX: " + "x".repeat(60_000) + "\r\n\r\n";
    try (ScriptedServer server = answeringOnce(large);
        UpstreamKit kit = UpstreamKit.with(TestUpstream.at(server.port()))) {
      assertThat(kit.get("/a").await().failure).isEqualTo(Failure.UPSTREAM_TOO_LARGE);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1 200 OK|Content-Length: 10||abc",
    "HTTP/1.1 200 OK|Transfer-Encoding: chunked||5|abc",
    "HTTP/1.1 200 OK|Transfer-Encoding: chunked||3|abc|"
  })
  void anAnswerThatBreaksOffIsNotTakenForComplete(String answer) {
    try (ScriptedServer server = answeringOnce(answer.replace("|", "\r\n"));
        UpstreamKit kit = UpstreamKit.with(TestUpstream.at(server.port()))) {
      Answer heard = kit.get("/a").await();

      assertThat(heard.status).isEqualTo(200);
      assertThat(heard.text()).isEqualTo("abc");
      assertThat(heard.failure).isEqualTo(Failure.RESPONSE_CUT);
      assertThat(kit.events.ended).containsExactly("200 RESPONSE_CUT");
    }
  }

  @Test
  void bytesBeyondTheAnswerEndTheConnection() {
    try (ScriptedServer server =
            answering(OK + "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison");
        UpstreamKit kit = UpstreamKit.with(TestUpstream.at(server.port()))) {
      assertThat(kit.get("/a").await().text()).isEqualTo("ok");
      assertThat(kit.get("/b").await().text()).isEqualTo("ok");
      assertThat(server.accepted()).isEqualTo(2);
    }
  }

  @Test
  void connectionCloseIsHeeded() {
    try (ScriptedServer server =
            answering(
                "HTTP/1.1 200 OK\r\nConnection: x, Close\r\nX: 1\r\nContent-Length: 2\r\n\r\nok");
        UpstreamKit kit = UpstreamKit.with(TestUpstream.at(server.port()))) {
      Answer answer = kit.get("/a").await();
      kit.get("/b").await();

      assertThat(answer.head).doesNotContain("connection").doesNotContain("x: 1");
      assertThat(server.accepted()).isEqualTo(2);
    }
  }

  @Test
  void aReasonPhraseIsPassedOn() {
    try (ScriptedServer server = answering("HTTP/1.1 200 Sure Thing\r\nContent-Length: 0\r\n\r\n");
        UpstreamKit kit = UpstreamKit.with(TestUpstream.at(server.port()))) {
      assertThat(kit.get("/a").await().reason).isEqualTo("Sure Thing");
    }
  }

  @Test
  void aBodyThatIsNotAsLongAsAnnouncedIsNotSentAsIfItWere() {
    ScriptedServer.Script script = (peer, n) -> peer.awaitEnd();
    try (ScriptedServer server = ScriptedServer.playing(script);
        UpstreamKit kit = UpstreamKit.with(TestUpstream.at(server.port()))) {
      ManualBody tooLong = new ManualBody(kit.allocator, 3);
      Answer first = kit.call(Requests.of("POST", "/a"), tooLong);
      kit.awaitUntil(tooLong::isStarted);
      kit.run(() -> tooLong.push("four"));
      ManualBody tooShort = new ManualBody(kit.allocator, 3);
      Answer second = kit.call(Requests.of("POST", "/a"), tooShort);
      kit.awaitUntil(tooShort::isStarted);
      kit.run(() -> tooShort.push("tw"));
      kit.run(tooShort::end);

      assertThat(first.await().failure).isEqualTo(Failure.INTERNAL);
      assertThat(second.await().failure).isEqualTo(Failure.INTERNAL);
    }
  }
}
