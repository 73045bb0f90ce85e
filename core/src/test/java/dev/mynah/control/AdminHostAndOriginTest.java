package dev.mynah.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.settings.AdminSettings;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A web page must not drive the admin port, whatever name it reached us by. */
class AdminHostAndOriginTest {
  private AdminFixture admin;

  @BeforeEach
  void start() throws Exception {
    admin =
        new AdminFixture(
            new AdminSettings(
                "127.0.0.1",
                0,
                List.of(),
                List.of("Mynah.example", "*.corp.example", "exact.example:9464"),
                List.of("https://Console.example")));
    admin.server.mountHits(() -> "{\"hits\":[]}");
  }

  @AfterEach
  void stop() throws Exception {
    admin.close();
  }

  @Test
  void reboundNameIsRefused() throws Exception {
    String answer = get("/api/hits", "Host: evil.example:" + admin.server.port());

    assertThat(answer)
        .startsWith("HTTP/1.1 421 ")
        .contains("foreign-host")
        .doesNotContain("hits\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/api/hits", "/api/nothing", "/live/../api/hits", "//api/hits"})
  void everyGuardedPathAsksForOurName(String path) throws Exception {
    assertThat(get(path, "Host: evil.example")).startsWith("HTTP/1.1 421 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/live", "/ready"})
  void probesComeByAnyName(String path) throws Exception {
    assertThat(get(path, "Host: 10.1.2.3:9464")).startsWith("HTTP/1.1 200 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:1",
        "localhost.",
        "127.0.0.1:9464",
        "127.9.9.9",
        "[::1]:9464",
        "mynah.example",
        "mynah.example:80",
        "a.corp.example",
        "exact.example:9464"
      })
  void ourNamesAreAnswered(String host) throws Exception {
    assertThat(get("/api/hits", "Host: " + host)).startsWith("HTTP/1.1 200 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "corp.example",
        "evilcorp.example",
        "exact.example",
        "exact.example:80",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "192.168.0.1",
        "0.0.0.0"
      })
  void otherNamesAreNot(String host) throws Exception {
    assertThat(get("/api/hits", "Host: " + host)).startsWith("HTTP/1.1 421 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"local host", "localhost:http", "user@localhost", "localhost/x", ""})
  void malformedHostIsABadRequest(String host) throws Exception {
    assertThat(get("/api/hits", "Host: " + host)).startsWith("HTTP/1.1 400 ");
  }

  @Test
  void twoHostsAreABadRequest() throws Exception {
    assertThat(get("/api/hits", "Host: localhost", "Host: evil.example"))
        .startsWith("HTTP/1.1 400 ");
  }

  @Test
  void absoluteTargetMustNameTheSameHost() throws Exception {
    assertThat(get("http://evil.example/api/hits", "Host: localhost")).startsWith("HTTP/1.1 400 ");
    assertThat(get("http://evil.example/api/hits", "Host: evil.example"))
        .startsWith("HTTP/1.1 421 ");
    assertThat(get("http://localhost/api/hits", "Host: localhost")).startsWith("HTTP/1.1 200 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example",
        "null",
        "http://localhost:1",
        "https://localhost",
        "http://localhost.evil.example",
        "file://",
        "chrome-extension://abc"
      })
  void foreignOriginIsRefused(String origin) throws Exception {
    assertThat(get("/api/hits", "Host: localhost", "Origin: " + origin))
        .startsWith("HTTP/1.1 403 ")
        .contains("foreign-origin");
  }

  @Test
  void ourOwnPageAndListedOnesAreAnswered() throws Exception {
    assertThat(get("/api/hits", "Host: localhost:81", "Origin: http://localhost:81"))
        .startsWith("HTTP/1.1 200 ");
    assertThat(get("/api/hits", "Host: localhost", "Origin: https://console.example"))
        .startsWith("HTTP/1.1 200 ");
  }

  @Test
  void crossSiteFetchIsRefusedButALinkMayBeFollowed() throws Exception {
    assertThat(get("/api/hits", "Host: localhost", "Sec-Fetch-Site: cross-site"))
        .startsWith("HTTP/1.1 403 ");
    assertThat(
            get(
                "/",
                "Host: localhost",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Mode: navigate",
                "Sec-Fetch-Dest: iframe"))
        .startsWith("HTTP/1.1 403 ");
    assertThat(
            get(
                "/",
                "Host: localhost",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Mode: navigate",
                "Sec-Fetch-Dest: document"))
        .startsWith("HTTP/1.1 200 ");
    assertThat(get("/api/hits", "Host: localhost", "Sec-Fetch-Site: same-origin"))
        .startsWith("HTTP/1.1 200 ");
  }

  @Test
  void aScriptOfAListedPageIsAnsweredThoughItIsCrossSite() throws Exception {
    assertThat(
            get(
                "/api/hits",
                "Host: localhost",
                "Origin: https://console.example",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Mode: cors"))
        .startsWith("HTTP/1.1 200 ");
  }

  private String get(String target, String... fields) throws Exception {
    return admin.raw(
        "GET "
            + target
            + " HTTP/1.1\r\n"
            + String.join("\r\n", fields)
            + "\r\nConnection: close\r\n\r\n");
  }
}
