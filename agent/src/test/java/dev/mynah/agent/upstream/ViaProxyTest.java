package dev.mynah.agent.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.config.UpstreamConfig;
import dev.mynah.agent.config.UpstreamTlsConfig;
import dev.mynah.agent.respond.Failure;
import dev.mynah.agent.wire.ScriptedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;

/** Upstreams that are reached through an outgoing HTTP proxy. */
class ViaProxyTest {
  private final List<String> asked = new CopyOnWriteArrayList<>();

  private static UpstreamConfig via(String url, int proxyPort) {
    return TestUpstream.via(TestUpstream.at(url), "127.0.0.1:" + proxyPort);
  }

  /** Answers CONNECT and passes bytes on to a local port. */
  private ScriptedServer tunnelling(int toPort) {
    return ScriptedServer.playing(
        (peer, n) -> {
          asked.add(peer.readHead());
          try (Socket to = new Socket(InetAddress.getLoopbackAddress(), toPort)) {
            peer.send("HTTP/1.1 200 Connection established\r\nProxy-Agent: test\r\n\r\n");
            Thread back = new Thread(() -> pump(to, peer));
            back.setDaemon(true);
            back.start();
            byte[] block = new byte[8192];
            for (int read = peer.readSome(block); read >= 0; read = peer.readSome(block)) {
              to.getOutputStream().write(block, 0, read);
            }
          }
        });
  }

  private static void pump(Socket from, ScriptedServer.Peer to) {
    try {
      byte[] block = new byte[8192];
      for (int n = from.getInputStream().read(block);
          n >= 0;
          n = from.getInputStream().read(block)) {
        to.send(java.util.Arrays.copyOf(block, n));
      }
    } catch (IOException closed) {
      to.close();
    }
  }

  @Test
  void aPlainUpstreamIsAskedForInAbsoluteForm() {
    ScriptedServer.Script script =
        (peer, n) -> {
          for (String head = peer.readHead(); !head.isEmpty(); head = peer.readHead()) {
            asked.add(head);
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
          }
        };
    try (ScriptedServer proxy = ScriptedServer.playing(script);
        UpstreamKit kit = UpstreamKit.with(via("http://pay.test/v1", proxy.port()))) {
      assertThat(kit.get("/a?b=c").await().text()).isEqualTo("ok");
      assertThat(asked.get(0))
          .startsWith("GET http://pay.test/v1/a?b=c HTTP/1.1\r\nHost: pay.test\r\n");
    }
  }

  @Test
  void anHttpsUpstreamIsReachedThroughATunnel() throws Exception {
    HeldCertificate certificate =
        new HeldCertificate.Builder().addSubjectAlternativeName("pay.test").build();
    try (MockWebServer server = new MockWebServer()) {
      server.useHttps(
          new HandshakeCertificates.Builder()
              .heldCertificate(certificate)
              .build()
              .sslSocketFactory(),
          false);
      server.enqueue(new MockResponse().setBody("secret"));
      server.enqueue(new MockResponse().setBody("again"));
      UpstreamTlsConfig anyone = new UpstreamTlsConfig(null, null, null, null, false);
      try (ScriptedServer proxy = tunnelling(server.getPort());
          UpstreamKit kit =
              UpstreamKit.with(TestUpstream.tls(via("https://pay.test", proxy.port()), anyone))) {
        assertThat(kit.get("/a").await().text()).isEqualTo("secret");
        assertThat(kit.get("/b").await().text()).isEqualTo("again");

        assertThat(asked)
            .containsExactly("CONNECT pay.test:443 HTTP/1.1\r\nHost: pay.test:443\r\n\r\n");
        assertThat(server.takeRequest().getRequestLine()).isEqualTo("GET /a HTTP/1.1");
      }
    }
  }

  @Test
  void aProxyThatRefusesIsNamedAsTheCause() {
    ScriptedServer.Script script =
        (peer, n) -> {
          peer.readHead();
          peer.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
          peer.awaitEnd();
        };
    try (ScriptedServer proxy = ScriptedServer.playing(script);
        UpstreamKit kit = UpstreamKit.with(via("https://pay.test", proxy.port()))) {
      assertThat(kit.get("/a").await().failure).isEqualTo(Failure.UPSTREAM_VIA);
    }
  }

  @Test
  void aProxyThatHangsUpIsNamedAsTheCause() {
    ScriptedServer.Script script = (peer, n) -> peer.readHead();
    try (ScriptedServer proxy = ScriptedServer.playing(script);
        UpstreamKit kit = UpstreamKit.with(via("https://pay.test", proxy.port()))) {
      assertThat(kit.get("/a").await().failure).isEqualTo(Failure.UPSTREAM_VIA);
    }
  }

  @Test
  void aProxyThatIsNotThereIsNamedAsTheCause() {
    int port;
    try (ScriptedServer gone = ScriptedServer.playing((peer, n) -> {})) {
      port = gone.port();
    }
    try (UpstreamKit kit = UpstreamKit.with(via("http://pay.test", port))) {
      assertThat(kit.get("/a").await().failure).isEqualTo(Failure.UPSTREAM_VIA);
    }
  }
}
