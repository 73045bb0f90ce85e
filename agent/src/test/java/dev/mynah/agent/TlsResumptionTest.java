package dev.mynah.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.config.AgentConfig;
import dev.mynah.agent.config.ListenerConfig;
import dev.mynah.agent.config.ListenerTlsConfig;
import dev.mynah.agent.config.UpstreamConfig;
import dev.mynah.agent.config.UpstreamTlsConfig;
import dev.mynah.agent.upstream.TestUpstream;
import dev.mynah.agent.wire.RawClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A second connection resumes the session of the first: no certificate is sent or checked again.
 * The witness is who has to look at a certificate or to sign with its key, once per full handshake.
 */
class TlsResumptionTest {
  private static final int CONNECTIONS = 4;

  @RegisterExtension final RunningAgent agent = new RunningAgent();
  @TempDir Path directory;

  private final HeldCertificate certificate =
      new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();
  private final AtomicInteger fullHandshakes = new AtomicInteger();

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void aClientResumesWithTheListener(String protocol) throws Exception {
    AgentConfig plain =
        RunningAgent.config(
            List.of(Routes.mock("s", "GET", "/s", Routes.text(200, "safe"))), Map.of());
    ListenerTlsConfig tls =
        new ListenerTlsConfig(
            file("cert.pem", certificate.certificatePem()),
            file("key.pem", certificate.privateKeyPkcs8Pem()),
            null);
    agent.start(RunningAgent.behind(plain, new ListenerConfig("127.0.0.1", 0, null, tls, null)));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new CountingTrust()}, null);

    for (int i = 0; i < CONNECTIONS; i++) {
      assertThat(ask(context, protocol)).startsWith("HTTP/1.1 200 ").endsWith("safe");
    }

    assertThat(fullHandshakes).hasValue(1);
  }

  private String ask(SSLContext context, String protocol) throws IOException {
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket("localhost", agent.port())) {
      socket.setSoTimeout(60_000);
      socket.setEnabledProtocols(new String[] {protocol});
      socket
          .getOutputStream()
          .write("GET /s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".getBytes());
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void theSidecarResumesWithAnUpstream(String protocol) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(new CountingKeys[] {new CountingKeys()}, null, null);
    List<Throwable> problems = new CopyOnWriteArrayList<>();
    try (SSLServerSocket real =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 10, InetAddress.getByName("127.0.0.1"))) {
      real.setEnabledProtocols(new String[] {protocol});
      Thread serving = new Thread(() -> serve(real, problems));
      serving.start();
      agent.start(proxyingTo(real.getLocalPort()));
      try (RawClient client = RawClient.to(agent.port())) {
        for (int i = 0; i < CONNECTIONS; i++) {
          assertThat(client.send("GET /p HTTP/1.1\r\nHost: x\r\n\r\n").readAnswer())
              .endsWith("real");
        }
      }
      serving.join();
    }
    assertThat(problems).isEmpty();
    assertThat(fullHandshakes).hasValue(1);
  }

  private AgentConfig proxyingTo(int port) throws IOException {
    UpstreamConfig upstream =
        TestUpstream.tls(
            TestUpstream.addresses(
                TestUpstream.at("https://localhost:" + port), "127.0.0.1:" + port),
            new UpstreamTlsConfig(
                file("ca.pem", certificate.certificatePem()), null, null, null, true));
    return RunningAgent.config(
        List.of(Routes.proxy("p", "GET", "/p", "backend")), Map.of("backend", upstream));
  }

  /** Every answer ends its connection, so that each request needs a new one. */
  private static void serve(SSLServerSocket real, List<Throwable> problems) {
    for (int i = 0; i < CONNECTIONS; i++) {
      try (Socket peer = real.accept()) {
        peer.setSoTimeout(60_000);
        byte[] some = new byte[8_192];
        assertThat(peer.getInputStream().read(some)).isPositive();
        peer.getOutputStream()
            .write(
                "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\nreal".getBytes());
        assertThat(peer.getInputStream().read(some)).isNegative();
      } catch (IOException | AssertionError e) {
        problems.add(e);
      }
    }
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }

  /** Looks at a certificate as often as one is sent. */
  private final class CountingTrust implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) {
      throw new IllegalStateException("we are no server");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) {
      assertThat(chain[0]).isEqualTo(certificate.certificate());
      fullHandshakes.incrementAndGet();
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  /** Hands out the key as often as something is signed with it. */
  private final class CountingKeys extends X509ExtendedKeyManager {
    private final PrivateKey key = certificate.keyPair().getPrivate();

    @Override
    public String[] getClientAliases(String kind, Principal[] issuers) {
      return null;
    }

    @Override
    public String chooseClientAlias(String[] kinds, Principal[] issuers, Socket socket) {
      return null;
    }

    @Override
    public String[] getServerAliases(String kind, Principal[] issuers) {
      return new String[] {"it"};
    }

    @Override
    public String chooseServerAlias(String kind, Principal[] issuers, Socket socket) {
      return kind.equals("EC") ? "it" : null;
    }

    @Override
    public String chooseEngineServerAlias(String kind, Principal[] issuers, SSLEngine engine) {
      return kind.equals("EC") ? "it" : null;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return new X509Certificate[] {certificate.certificate()};
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      fullHandshakes.incrementAndGet();
      return key;
    }
  }
}
