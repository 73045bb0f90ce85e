package dev.mynah.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mynah.agent.config.reuse.RedisConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server behind TLS: trusted by a file of authorities, and by its name. */
final class RedisTlsTest {
  @TempDir Path folder;

  private final RedisServer redis = new RedisServer();
  private final Replica replica = new Replica();

  @BeforeEach
  void startServer() throws IOException {
    HeldCertificate root = new HeldCertificate.Builder().certificateAuthority(0).build();
    HeldCertificate server =
        new HeldCertificate.Builder().signedBy(root).addSubjectAlternativeName("localhost").build();
    redis.with(
        "--port", "0",
        "--tls-port", Integer.toString(redis.port()),
        "--tls-cert-file", file("cert.pem", server.certificatePem()),
        "--tls-key-file", file("key.pem", server.privateKeyPkcs8Pem()),
        "--tls-ca-cert-file", file("ca.pem", root.certificatePem()),
        "--tls-auth-clients", "no");
    redis.beforeEach(null);
  }

  @AfterEach
  void stop() throws IOException {
    replica.stop();
    redis.afterEach(null);
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private void start(String host, boolean trusted) {
    RedisConfig config =
        new RedisConfig(
            URI.create("rediss://" + host + ":" + redis.port()),
            Duration.ofSeconds(2),
            RedisConfig.DEFAULT_PREFIX,
            RedisConfig.DEFAULT_MAX_VALUE,
            trusted ? folder.resolve("ca.pem") : null);
    replica.start(Replica.sharing(RunningAgent.config(List.of(), Map.of()), config));
  }

  @Test
  void aServerOfTheFilesAuthorityIsTrusted() {
    start("localhost", true);

    await().atMost(Duration.ofSeconds(20)).until(replica::isConnected);
  }

  @Test
  void aServerOfAnotherAuthorityIsNot() {
    start("localhost", false);

    await().atMost(Duration.ofSeconds(20)).until(replica::circuitOpen);
    assertThat(replica.agent.readiness()).contains("certificate is not trusted");
  }

  @Test
  void aServerOfAnotherNameIsNot() {
    start("127.0.0.1", true);

    await().atMost(Duration.ofSeconds(20)).until(replica::circuitOpen);
    assertThat(replica.agent.readiness()).contains("certificate is not trusted");
  }
}
