package dev.mynah.agent.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mynah.agent.exchange.Bodies;
import dev.mynah.agent.wire.ScriptedServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Large bodies at a slow pace: what is held is bounded, and nothing is lost. */
class BackPressureTest {
  private static final long BODY_BYTES = 256L << 20;
  private static final int BLOCK_BYTES = 1 << 16;

  /** What one connection may hold beyond the kernel's buffers: one turn of reads, one of writes. */
  private static final long HELD_BYTES = 2 << 20;

  private static ScriptedServer sending(AtomicLong sent, boolean closes) {
    return ScriptedServer.playing(
        (peer, n) -> {
          peer.readHead();
          peer.send(
              "HTTP/1.1 200 OK\r\n"
                  + (closes ? "" : "Content-Length: " + BODY_BYTES + "\r\n")
                  + "\r\n");
          byte[] block = new byte[BLOCK_BYTES];
          for (long left = BODY_BYTES; left > 0; left -= BLOCK_BYTES) {
            peer.send(block);
            sent.addAndGet(BLOCK_BYTES);
          }
          if (!closes) {
            peer.awaitEnd();
          }
        });
  }

  private static void awaitStandstill(AtomicLong count) {
    AtomicLong last = new AtomicLong(-1);
    await()
        .pollInterval(Duration.ofMillis(150))
        .atMost(Duration.ofSeconds(60))
        .until(() -> last.getAndSet(count.get()) == count.get());
  }

  @Test
  void aSlowReaderStopsTheUpstream() {
    AtomicLong sent = new AtomicLong();
    try (ScriptedServer server = sending(sent, false);
        UpstreamKit kit = UpstreamKit.with(TestUpstream.at(server.port()))) {
      Answer answer = new Answer();
      answer.keeps = false;
      answer.wantsMore = false;
      kit.call(Requests.get("/big"), Bodies.EMPTY, answer).awaitHead();
      awaitStandstill(sent);

      assertThat(answer.received).isLessThan(HELD_BYTES);
      assertThat(sent.get()).isLessThan(BODY_BYTES / 4);
      assertThat(kit.allocator.metric().usedDirectMemory()).isLessThan(HELD_BYTES);

      answer.wantsMore = true;
      kit.run(() -> answer.body.resume());
      answer.await();

      assertThat(answer.received).isEqualTo(BODY_BYTES);
      assertThat(kit.gauges().idle()).isEqualTo(1);
    }
  }

  @Test
  void aBodyThatNobodyStartedIsNotRead() {
    AtomicLong sent = new AtomicLong();
    try (ScriptedServer server = sending(sent, true);
        UpstreamKit kit = UpstreamKit.with(TestUpstream.at(server.port()))) {
      Answer answer = new Answer();
      answer.keeps = false;
      answer.starts = false;
      kit.call(Requests.get("/big"), Bodies.EMPTY, answer).awaitHead();
      awaitStandstill(sent);

      assertThat(kit.allocator.metric().usedDirectMemory()).isLessThan(HELD_BYTES);

      kit.run(() -> answer.body.start(answer));
      answer.await();

      assertThat(answer.received).isEqualTo(BODY_BYTES);
      assertThat(answer.failure).isNull();
    }
  }

  @Test
  void aReaderThatBeginsLateMayStopAtOnce() {
    CompletableFuture<Void> more = new CompletableFuture<>();
    ScriptedServer.Script script =
        (peer, n) -> {
          peer.readHead();
          peer.send("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nabc");
          more.join();
          peer.send("def");
          peer.awaitEnd();
        };
    try (ScriptedServer server = ScriptedServer.playing(script);
        UpstreamKit kit = UpstreamKit.with(TestUpstream.at(server.port()))) {
      Answer answer = new Answer();
      answer.starts = false;
      answer.wantsMore = false;
      kit.call(Requests.get("/a"), Bodies.EMPTY, answer).awaitHead();
      kit.run(() -> answer.body.start(answer));
      more.complete(null);

      await().during(Duration.ofMillis(300)).until(() -> answer.received == 3);
      kit.run(() -> answer.body.resume());
      assertThat(answer.await().text()).isEqualTo("abcdef");
    }
  }

  @Test
  void aSmallAnswerThatIsStartedLateIsNotLostWhenTheUpstreamCloses() {
    ScriptedServer.Script script =
        (peer, n) -> {
          peer.readHead();
          peer.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
        };
    try (ScriptedServer server = ScriptedServer.playing(script);
        UpstreamKit kit = UpstreamKit.with(TestUpstream.at(server.port()))) {
      Answer answer = new Answer();
      answer.starts = false;
      kit.call(Requests.get("/a"), Bodies.EMPTY, answer).awaitHead();
      kit.awaitUntil(() -> kit.gauges().open() == 0);
      kit.run(() -> answer.body.start(answer));

      assertThat(answer.await().text()).isEqualTo("hello");
      assertThat(answer.failure).isNull();
    }
  }

  @Test
  void aSlowUpstreamStopsTheClient() {
    AtomicLong read = new AtomicLong();
    CompletableFuture<Void> goOn = new CompletableFuture<>();
    ScriptedServer.Script script =
        (peer, n) -> {
          peer.readHead();
          goOn.join();
          byte[] block = new byte[BLOCK_BYTES];
          while (read.get() < BODY_BYTES) {
            read.addAndGet(peer.readSome(block));
          }
          peer.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
          peer.awaitEnd();
        };
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (ScriptedServer server = ScriptedServer.playing(any, BLOCK_BYTES, script);
        UpstreamKit kit = UpstreamKit.with(TestUpstream.at(server.port()))) {
      PumpedBody body = new PumpedBody(kit.allocator, BODY_BYTES, true);
      Answer answer = kit.call(Requests.of("PUT", "/big"), body);
      AtomicLong made = new AtomicLong();
      await()
          .pollInterval(Duration.ofMillis(150))
          .until(() -> body.made > 0 && made.getAndSet(body.made) == body.made);

      assertThat(body.made).isLessThan(BODY_BYTES / 4);
      assertThat(kit.allocator.metric().usedDirectMemory()).isLessThan(HELD_BYTES);

      goOn.complete(null);

      assertThat(answer.await().status).isEqualTo(200);
      assertThat(read.get()).isEqualTo(BODY_BYTES);
      assertThat(kit.gauges().idle()).isEqualTo(1);
    }
  }

  @Test
  void aClientThatGoesAwayEndsTheTransfer() {
    AtomicLong sent = new AtomicLong();
    try (ScriptedServer server = sending(sent, false);
        UpstreamKit kit = UpstreamKit.with(TestUpstream.at(server.port()))) {
      Answer answer = new Answer();
      answer.wantsMore = false;
      kit.call(Requests.get("/big"), Bodies.EMPTY, answer).awaitHead();
      kit.run(() -> answer.body.cancel());

      kit.awaitUntil(() -> kit.gauges().open() == 0);
      assertThat(answer.done).isNotDone();
      assertThat(kit.events.ended).containsExactly("200 CLIENT_GONE");
    }
  }
}
