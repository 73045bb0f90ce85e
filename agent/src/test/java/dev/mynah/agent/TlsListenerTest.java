package dev.mynah.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.agent.config.AgentConfig;
import dev.mynah.agent.config.ListenerConfig;
import dev.mynah.agent.config.ListenerTlsConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class TlsListenerTest {
  private static final int BODY_BYTES = 5_000_000;

  @RegisterExtension final RunningAgent agent = new RunningAgent();
  @TempDir Path directory;

  private final HeldCertificate first = certificate();
  private final HeldCertificate second = certificate();

  private static HeldCertificate certificate() {
    return new HeldCertificate.Builder()
        .addSubjectAlternativeName("localhost")
        .addSubjectAlternativeName("127.0.0.1")
        .build();
  }

  private void write(HeldCertificate certificate) throws IOException {
    Files.writeString(directory.resolve("cert.pem"), certificate.certificatePem());
    Files.writeString(directory.resolve("key.pem"), certificate.privateKeyPkcs8Pem());
  }

  private AgentConfig config() {
    AgentConfig plain =
        RunningAgent.config(
            List.of(
                Routes.mock("s", "GET", "/s", Routes.text(200, "safe")),
                Routes.mock("u", "POST", "/u", Routes.text(200, "taken"))),
            Map.of());
    ListenerTlsConfig tls =
        new ListenerTlsConfig(directory.resolve("cert.pem"), directory.resolve("key.pem"), null);
    return new AgentConfig(
        List.of(new ListenerConfig("127.0.0.1", 0, null, tls, null)),
        plain.upstreams(),
        plain.routes(),
        plain.limits(),
        plain.drain(),
        plain.runtime(),
        plain.unmatched(),
        plain.templates(),
        plain.reuse());
  }

  private HttpResponse<String> get(HeldCertificate trusted, String path) throws Exception {
    return client(trusted)
        .send(
            HttpRequest.newBuilder(URI.create("https://localhost:" + agent.port() + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static HttpClient client(HeldCertificate trusted) {
    HandshakeCertificates certificates =
        new HandshakeCertificates.Builder().addTrustedCertificate(trusted.certificate()).build();
    return HttpClient.newBuilder().sslContext(certificates.sslContext()).build();
  }

  @Test
  void aClientThatTrustsTheCertificateIsServed() throws Exception {
    write(first);
    agent.start(config());

    HttpResponse<String> answer = get(first, "/s");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("safe");
  }

  @Test
  void aLargeUploadOverTlsIsTaken() throws Exception {
    write(first);
    agent.start(config());
    byte[] body = new byte[BODY_BYTES];
    Arrays.fill(body, (byte) 'u');

    HttpResponse<String> answer =
        client(first)
            .send(
                HttpRequest.newBuilder(URI.create("https://localhost:" + agent.port() + "/u"))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build(),
                HttpResponse.BodyHandlers.ofString());

    assertThat(answer.body()).isEqualTo("taken");
  }

  @Test
  void aChangedCertificateIsShownToTheNextConnection() throws Exception {
    write(first);
    agent.start(config());
    assertThat(get(first, "/s").body()).isEqualTo("safe");

    write(second);
    agent.agent().reload(config());

    assertThat(get(second, "/s").body()).isEqualTo("safe");
    assertThatThrownBy(() -> get(first, "/s")).isInstanceOf(SSLHandshakeException.class);
  }

  @Test
  void anUnusableCertificateIsRefusedAndTheOldOneGoesOn() throws Exception {
    write(first);
    agent.start(config());

    Files.writeString(directory.resolve("cert.pem"), "not a certificate");

    assertThatThrownBy(() -> agent.agent().reload(config()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cert.pem");
    assertThat(get(first, "/s").body()).isEqualTo("safe");
  }
}
