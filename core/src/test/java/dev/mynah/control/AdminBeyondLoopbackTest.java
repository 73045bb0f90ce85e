package dev.mynah.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.settings.AdminSettings;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Peers that are not loopback, on the wire: the machine talks to an address of its own, which does
 * not leave it. Skipped on a machine that has none but loopback.
 */
class AdminBeyondLoopbackTest {
  private static final String TOKEN = "correct-horse-battery";
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private String own;

  @BeforeEach
  void findAddress() throws Exception {
    Optional<InetAddress> found =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
            .findFirst();
    Assumptions.assumeTrue(found.isPresent(), "this machine has no address beyond loopback");
    own = found.orElseThrow().getHostAddress();
  }

  private HttpResponse<String> ask(AdminFixture admin, String path, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + own + ":" + admin.server.port() + path))
            .timeout(Duration.ofSeconds(60));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private AdminFixture listening(String... tokens) throws Exception {
    AdminFixture admin =
        new AdminFixture(new AdminSettings(own, 0, List.of(tokens), List.of(), List.of()));
    admin.server.mountHits(() -> "{\"hits\":[]}");
    return admin;
  }

  @Test
  void withoutTokensHealthIsAllThatOthersGet() throws Exception {
    try (AdminFixture admin = listening()) {
      assertThat(ask(admin, "/live").statusCode()).isEqualTo(200);
      assertThat(ask(admin, "/ready").statusCode()).isEqualTo(200);
      HttpResponse<String> hits = ask(admin, "/api/hits");
      assertThat(hits.statusCode()).isEqualTo(403);
      assertThat(hits.body()).contains("foreign-peer").doesNotContain("hits\":[");
      assertThat(ask(admin, "/").statusCode()).isEqualTo(403);
      assertThat(ask(admin, "/__admin/anything").statusCode()).isEqualTo(403);
    }
  }

  @Test
  void claimingToBeLocalChangesNothing() throws Exception {
    try (AdminFixture admin = listening()) {
      assertThat(
              ask(admin, "/api/hits", "X-Forwarded-For", "127.0.0.1", "Forwarded", "for=127.0.0.1")
                  .statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void aTokenOpensTheRestAndNothingElseDoes() throws Exception {
    try (AdminFixture admin = listening(TOKEN)) {
      assertThat(ask(admin, "/live").statusCode()).isEqualTo(200);
      assertThat(ask(admin, "/api/hits").statusCode()).isEqualTo(401);
      assertThat(ask(admin, "/api/hits", "Authorization", "Bearer wrong").statusCode())
          .isEqualTo(401);
      assertThat(ask(admin, "/api/hits", "Authorization", "Bearer " + TOKEN).body())
          .isEqualTo("{\"hits\":[]}");
    }
  }
}
