package dev.mynah.agent.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.http.Scheme;
import dev.mynah.agent.http.Version;
import dev.mynah.agent.respond.Failure;
import dev.mynah.agent.wire.ScriptedServer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * What comes before the final answer, and final answers that come before the request is complete.
 */
class InterimTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final String[] EXPECTING = {
    "Host: x", "Content-Length: 5", "Expect: 100-continue"
  };

  @Test
  void interimAnswersArePassedOnInOrder() {
    ScriptedServer.Script script =
        (peer, n) -> {
          peer.readHead();
          peer.send("HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\n");
          peer.send("Link: </a.css>\r\nConnection: keep-alive\r\n\r\n" + OK);
          peer.awaitEnd();
        };
    try (ScriptedServer server = ScriptedServer.playing(script);
        UpstreamKit kit = UpstreamKit.with(TestUpstream.at(server.port()))) {
      Answer answer = kit.get("/a").await();

      assertThat(answer.informational).containsExactly("102 ", "103 link: </a.css>\n");
      assertThat(answer.text()).isEqualTo("ok");
    }
  }

  @Test
  void anUnaskedHundredIsNotPassedOn() {
    ScriptedServer.Script script =
        (peer, n) -> {
          peer.readHead();
          peer.send("HTTP/1.1 100 Continue\r\n\r\n" + OK);
          peer.awaitEnd();
        };
    try (ScriptedServer server = ScriptedServer.playing(script);
        UpstreamKit kit = UpstreamKit.with(TestUpstream.at(server.port()))) {
      Answer answer = kit.get("/a").await();

      assertThat(answer.informational).isEmpty();
      assertThat(answer.status).isEqualTo(200);
    }
  }

  @Test
  void anExpectationIsPassedOnAndTheBodyHeldBackUntilTheUpstreamAgrees() throws Exception {
    CompletableFuture<String> seen = new CompletableFuture<>();
    CompletableFuture<Void> agree = new CompletableFuture<>();
    ScriptedServer.Script script =
        (peer, n) -> {
          String head = peer.readHead();
          agree.join();
          peer.send("HTTP/1.1 100 Continue\r\n\r\n");
          seen.complete(head + new String(peer.readBytes(5)));
          peer.send(OK);
          peer.awaitEnd();
        };
    try (ScriptedServer server = ScriptedServer.playing(script);
        UpstreamKit kit = UpstreamKit.with(TestUpstream.at(server.port()))) {
      ManualBody body = new ManualBody(kit.allocator, 5);
      Answer answer = kit.call(Requests.of("POST", "/a", EXPECTING), body);
      kit.awaitUntil(() -> server.accepted() == 1);
      assertThat(body.isStarted()).isFalse();
      agree.complete(null);
      kit.awaitUntil(body::isStarted);
      kit.run(
          () -> {
            body.push("hello");
            body.end();
          });
      answer.await();

      assertThat(answer.informational).containsExactly("100 ");
      assertThat(seen.get(60, TimeUnit.SECONDS)).contains("Expect: 100-continue").endsWith("hello");
      assertThat(answer.text()).isEqualTo("ok");
      assertThat(kit.gauges().idle()).isEqualTo(1);
    }
  }

  @Test
  void anUpstreamThatDoesNotKnowExpectationsGetsTheBodyAnyway() {
    ScriptedServer.Script script =
        (peer, n) -> {
          peer.readHead();
          peer.readBytes(5);
          peer.send(OK);
        };
    try (ScriptedServer server = ScriptedServer.playing(script);
        UpstreamKit kit = UpstreamKit.with(TestUpstream.at(server.port()))) {
      Answer answer = kit.post("/a", "hello", EXPECTING).await();

      assertThat(answer.text()).isEqualTo("ok");
    }
  }

  @Test
  void anUpstreamThatDeclinesGetsNoBody() {
    ScriptedServer.Script script =
        (peer, n) -> {
          peer.readHead();
          peer.send("HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\n\r\nno");
          assertThat(peer.readAll()).isEmpty();
        };
    try (ScriptedServer server = ScriptedServer.playing(script);
        UpstreamKit kit = UpstreamKit.with(TestUpstream.at(server.port()))) {
      ManualBody body = new ManualBody(kit.allocator, 5);
      Answer answer = kit.call(Requests.of("POST", "/a", EXPECTING), body).await();

      assertThat(answer.status).isEqualTo(401);
      assertThat(body.isStarted()).isFalse();
      assertThat(body.cancelled).isTrue();
      kit.awaitUntil(() -> kit.gauges().open() == 0);
      assertThat(server.problems()).isEmpty();
    }
  }

  @Test
  void anHttp10ClientExpectsNothing() {
    ScriptedServer.Script script =
        (peer, n) -> {
          peer.readHead();
          peer.readBytes(5);
          peer.send(OK);
        };
    try (ScriptedServer server = ScriptedServer.playing(script);
        UpstreamKit kit = UpstreamKit.with(TestUpstream.at(server.port()))) {
      ManualBody body = new ManualBody(kit.allocator, 5);
      kit.call(Requests.of("POST", "/a", Version.HTTP_1_0, Scheme.HTTP, EXPECTING), body);

      kit.awaitUntil(body::isStarted);
      kit.run(
          () -> {
            body.push("hello");
            body.end();
          });
    }
  }

  @Test
  void anErrorBeforeTheRequestIsCompleteStopsTheUpload() {
    ScriptedServer.Script script =
        (peer, n) -> {
          peer.readHead();
          peer.send("HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\n\r\nbig");
          peer.awaitEnd();
        };
    try (ScriptedServer server = ScriptedServer.playing(script);
        UpstreamKit kit = UpstreamKit.with(TestUpstream.at(server.port()))) {
      ManualBody body = new ManualBody(kit.allocator, 1000);
      Answer answer = kit.call(Requests.of("POST", "/a", "Host: x"), body);
      kit.awaitUntil(body::isStarted);
      kit.run(() -> body.push("a part"));
      answer.await();

      assertThat(answer.status).isEqualTo(413);
      assertThat(answer.text()).isEqualTo("big");
      assertThat(body.cancelled).isTrue();
      assertThat(kit.events.ended).containsExactly("413 null");
      kit.awaitUntil(() -> kit.gauges().open() == 0);
    }
  }

  @Test
  void anEarlyAnswerIsReadEvenWhenTheUpstreamResetsTheUpload() {
    ScriptedServer.Script script =
        (peer, n) -> {
          peer.readHead();
          peer.send("HTTP/1.1 413 Too Large\r\nConnection: close\r\nContent-Length: 3\r\n\r\nbig");
          peer.close();
        };
    try (ScriptedServer server = ScriptedServer.playing(script);
        UpstreamKit kit = UpstreamKit.with(TestUpstream.at(server.port()))) {
      for (int i = 0; i < 20; i++) {
        PumpedBody body = new PumpedBody(kit.allocator, 64 << 20, true);
        Answer answer = kit.call(Requests.of("POST", "/a", "Host: x"), body).await();

        assertThat(answer.status).as("%s", answer).isEqualTo(413);
        assertThat(answer.text()).isEqualTo("big");
        assertThat(body.cancelled).isTrue();
        assertThat(body.made).isLessThan(64 << 20);
      }
    }
  }

  @Test
  void anUpstreamMayAnswerWhileItStillReads() {
    ScriptedServer.Script script =
        (peer, n) -> {
          peer.readHead();
          peer.send("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n");
          peer.send(peer.readBytes(3));
          peer.send(peer.readBytes(3));
          peer.awaitEnd();
        };
    try (ScriptedServer server = ScriptedServer.playing(script);
        UpstreamKit kit = UpstreamKit.with(TestUpstream.at(server.port()))) {
      ManualBody body = new ManualBody(kit.allocator, 6);
      Answer answer = kit.call(Requests.of("POST", "/echo", "Host: x"), body);
      kit.awaitUntil(body::isStarted);
      kit.run(() -> body.push("abc"));
      kit.awaitUntil(() -> answer.received == 3);
      kit.run(
          () -> {
            body.push("def");
            body.end();
          });
      answer.await();

      assertThat(answer.text()).isEqualTo("abcdef");
      assertThat(kit.gauges().idle()).isEqualTo(1);
    }
  }

  @Test
  void anAnswerThatEndsBeforeItsRequestEndsTheConnection() {
    ScriptedServer.Script script =
        (peer, n) -> {
          peer.readHead();
          peer.send(OK);
          peer.awaitEnd();
        };
    try (ScriptedServer server = ScriptedServer.playing(script);
        UpstreamKit kit = UpstreamKit.with(TestUpstream.at(server.port()))) {
      ManualBody body = new ManualBody(kit.allocator, 6);
      Answer answer = kit.call(Requests.of("POST", "/a", "Host: x"), body).await();

      assertThat(answer.text()).isEqualTo("ok");
      assertThat(body.cancelled).isTrue();
      kit.awaitUntil(() -> kit.gauges().open() == 0);
    }
  }

  @Test
  void aClientsBodyThatBreaksOffEndsTheCall() {
    ScriptedServer.Script script = (peer, n) -> peer.awaitEnd();
    try (ScriptedServer server = ScriptedServer.playing(script);
        UpstreamKit kit = UpstreamKit.with(TestUpstream.at(server.port()))) {
      ManualBody body = new ManualBody(kit.allocator, -1);
      Answer answer = kit.call(Requests.of("POST", "/a", "Host: x"), body);
      kit.awaitUntil(body::isStarted);
      kit.run(() -> body.push("abc"));
      kit.run(() -> body.fail(Failure.BAD_CHUNK));

      assertThat(answer.await().failure).isEqualTo(Failure.BAD_CHUNK);
      kit.awaitUntil(() -> kit.gauges().open() == 0);
    }
  }
}
