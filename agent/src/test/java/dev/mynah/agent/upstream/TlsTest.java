package dev.mynah.agent.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.agent.config.UpstreamConfig;
import dev.mynah.agent.config.UpstreamTlsConfig;
import dev.mynah.agent.respond.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS to a real server: who is trusted, who we say we are, what is remembered. */
class TlsTest {
  @TempDir Path dir;
  private final HeldCertificate authority =
      new HeldCertificate.Builder().certificateAuthority(0).commonName("test authority").build();
  private final MockWebServer server = new MockWebServer();

  private HeldCertificate certificate(String name) {
    return new HeldCertificate.Builder()
        .addSubjectAlternativeName(name)
        .signedBy(authority)
        .build();
  }

  private Path file(String name, String pem) throws IOException {
    return Files.writeString(dir.resolve(name), pem);
  }

  private Path caFile() throws IOException {
    return file("ca.pem", authority.certificatePem());
  }

  @BeforeEach
  void serve() {
    serveAs("pay.test");
  }

  private void serveAs(String name) {
    HandshakeCertificates certificates =
        new HandshakeCertificates.Builder()
            .heldCertificate(certificate(name))
            .addTrustedCertificate(authority.certificate())
            .build();
    server.useHttps(certificates.sslSocketFactory(), false);
  }

  @AfterEach
  void stop() throws IOException {
    server.shutdown();
  }

  /** The server under its certificate's name, whatever names resolve to. */
  private UpstreamConfig upstream(String host, UpstreamTlsConfig tls) {
    return TestUpstream.tls(
        TestUpstream.addresses(
            TestUpstream.at("https://" + host + ":" + server.getPort()),
            "127.0.0.1:" + server.getPort()),
        tls);
  }

  private static UpstreamTlsConfig trusting(Path caFile) {
    return new UpstreamTlsConfig(caFile, null, null, null, true);
  }

  private Failure failureOf(UpstreamConfig config) {
    server.enqueue(new MockResponse());
    try (UpstreamKit kit = UpstreamKit.with(config)) {
      return kit.get("/").await().failure;
    }
  }

  @Test
  void aServerWithACertificateOfTheGivenAuthorityIsTrusted() throws Exception {
    server.enqueue(new MockResponse().setBody("secret"));
    try (UpstreamKit kit = UpstreamKit.with(upstream("pay.test", trusting(caFile())))) {
      Answer answer = kit.post("/a", "hello").await();
      RecordedRequest request = server.takeRequest(60, TimeUnit.SECONDS);

      assertThat(answer.text()).isEqualTo("secret");
      assertThat(request.getBody().readUtf8()).isEqualTo("hello");
      assertThat(request.getHeader("Host")).isEqualTo("pay.test:" + server.getPort());
      assertThat(request.getHandshake()).isNotNull();
    }
  }

  @Test
  void aLargeAnswerComesWholeThroughTls() throws Exception {
    String large = "0123456789abcdef".repeat(200_000);
    server.enqueue(new MockResponse().setBody(large));
    server.enqueue(new MockResponse().setChunkedBody(large, 10_000));
    try (UpstreamKit kit = UpstreamKit.with(upstream("pay.test", trusting(caFile())))) {
      assertThat(kit.get("/a").await().text()).isEqualTo(large);
      assertThat(kit.get("/b").await().text()).isEqualTo(large);
      assertThat(kit.events.connects).hasSize(1);
    }
  }

  @Test
  void aServerOfAnotherAuthorityIsNotTrusted() throws Exception {
    assertThat(failureOf(upstream("pay.test", UpstreamTlsConfig.DEFAULT)))
        .isEqualTo(Failure.UPSTREAM_TLS);
  }

  @Test
  void aServerOfAnotherNameIsNotTrusted() throws Exception {
    assertThat(failureOf(upstream("other.test", trusting(caFile()))))
        .isEqualTo(Failure.UPSTREAM_TLS);
  }

  @Test
  void anotherNameMayBeExpected() throws Exception {
    UpstreamTlsConfig tls = new UpstreamTlsConfig(caFile(), null, null, "pay.test", true);

    assertThat(failureOf(upstream("other.test", tls))).isNull();
  }

  @Test
  void verificationMayBeSwitchedOff() {
    assertThat(
            failureOf(upstream("other.test", new UpstreamTlsConfig(null, null, null, null, false))))
        .isNull();
  }

  @Test
  void aServerThatWantsToKnowUsIsShownOurCertificate() throws Exception {
    server.requireClientAuth();
    HeldCertificate ours = certificate("sidecar.test");
    UpstreamTlsConfig tls =
        new UpstreamTlsConfig(
            caFile(),
            file("cert.pem", ours.certificatePem()),
            file("key.pem", ours.privateKeyPkcs8Pem()),
            null,
            true);

    assertThat(failureOf(upstream("pay.test", tls))).isNull();
    assertThat(server.takeRequest(60, TimeUnit.SECONDS).getHandshake().peerPrincipal()).isNotNull();
  }

  @Test
  void aServerThatWantsToKnowUsTurnsAStrangerAway() throws Exception {
    server.requireClientAuth();

    assertThat(failureOf(upstream("pay.test", trusting(caFile()))))
        .isIn(Failure.UPSTREAM_TLS, Failure.UPSTREAM_PROTOCOL, Failure.UPSTREAM_RESET);
  }

  /** The server's view: a resumed session was created with the first connection. */
  @Test
  void aSessionIsResumedAndTheServerIsToldItsName() throws Exception {
    SSLContext context =
        new HandshakeCertificates.Builder()
            .heldCertificate(certificate("pay.test"))
            .build()
            .sslContext();
    List<String> sessions = new CopyOnWriteArrayList<>();
    try (SSLServerSocket socket =
            (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0);
        UpstreamKit kit = new UpstreamKit()) {
      socket.setEnabledProtocols(new String[] {"TLSv1.2"});
      Thread serving = new Thread(() -> answerTwice(socket, sessions));
      serving.start();
      kit.configure(
          TestUpstream.tls(
              TestUpstream.addresses(
                  TestUpstream.at("https://pay.test"), "127.0.0.1:" + socket.getLocalPort()),
              trusting(caFile())));
      kit.get("/1").await();
      kit.awaitUntil(() -> kit.gauges().open() == 0);
      kit.get("/2").await();
      serving.join();

      assertThat(sessions).hasSize(2);
      assertThat(sessions.get(0)).isEqualTo(sessions.get(1));
    }
  }

  private static void answerTwice(SSLServerSocket socket, List<String> sessions) {
    for (int i = 0; i < 2; i++) {
      try (SSLSocket peer = (SSLSocket) socket.accept()) {
        peer.startHandshake();
        ExtendedSSLSession session = (ExtendedSSLSession) peer.getSession();
        assertThat(session.getRequestedServerNames()).containsExactly(new SNIHostName("pay.test"));
        sessions.add(HexFormat.of().formatHex(session.getId()));
        assertThat(peer.getInputStream().read()).isEqualTo('G');
        peer.getOutputStream()
            .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".getBytes());
        peer.getInputStream().read(new byte[10_000]);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  @Test
  void aServerThatDoesNotSpeakTlsIsTold() throws Exception {
    try (dev.mynah.agent.wire.ScriptedServer plain =
            dev.mynah.agent.wire.ScriptedServer.playing(
                (peer, n) -> peer.send("HTTP/1.1 400 Bad Request\r\n\r\n"));
        UpstreamKit kit = UpstreamKit.with(TestUpstream.at("https://127.0.0.1:" + plain.port()))) {
      assertThat(kit.get("/").await().failure).isEqualTo(Failure.UPSTREAM_TLS);
    }
  }

  @Test
  void aHandshakeThatDoesNotEndIsAConnectTimeout() throws Exception {
    try (dev.mynah.agent.wire.ScriptedServer silent =
            dev.mynah.agent.wire.ScriptedServer.playing((peer, n) -> peer.awaitEnd());
        UpstreamKit kit =
            UpstreamKit.with(
                TestUpstream.timeouts(
                    TestUpstream.at("https://127.0.0.1:" + silent.port()),
                    Duration.ofMillis(150),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30)))) {
      assertThat(kit.get("/").await().failure).isEqualTo(Failure.UPSTREAM_CONNECT_TIMEOUT);
    }
  }

  @Test
  void filesThatCannotBeUsedAreRefusedByName() throws Exception {
    Path missing = dir.resolve("missing.pem");
    Path nonsense = file("nonsense.pem", "hello");

    assertThatThrownBy(() -> prepare(trusting(missing)))
        .isInstanceOf(UpstreamSetupException.class)
        .hasMessageContainingAll("backend", "caFile", "missing.pem");
    assertThatThrownBy(() -> prepare(trusting(nonsense)))
        .isInstanceOf(UpstreamSetupException.class)
        .hasMessageContaining("backend");
  }

  @Test
  void aChangedFileMakesAnotherUpstreamOfItAndAnUnchangedOneDoesNot() throws Exception {
    UpstreamTlsConfig tls = trusting(caFile());
    UpstreamSet first = prepare(tls);
    UpstreamSet same = UpstreamSet.prepare(Map.of("backend", upstream("pay.test", tls)), first);
    file("ca.pem", certificate("another").certificatePem());
    UpstreamSet changed = UpstreamSet.prepare(Map.of("backend", upstream("pay.test", tls)), same);

    assertThat(same.spec("backend")).isSameAs(first.spec("backend"));
    assertThat(changed.spec("backend")).isNotSameAs(first.spec("backend"));
  }

  private UpstreamSet prepare(UpstreamTlsConfig tls) throws UpstreamSetupException {
    return UpstreamSet.prepare(Map.of("backend", upstream("pay.test", tls)), UpstreamSet.NONE);
  }
}
