package dev.mynah.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody sees who has read nothing but the first line of the README. */
class UpIT {
  @TempDir Path dir;

  @Test
  void mocksProxiesCountsAndSaysWhatItDoesNotKnow() throws Exception {
    try (MynahProcess mynah = MynahProcess.start(dir, "up")) {
      HttpResponse<String> mocked = mynah.get("/users/42");
      HttpResponse<String> proxied = mynah.get("/live/anything");
      HttpResponse<String> unmatched = mynah.get("/nowhere");

      assertThat(mocked.statusCode()).isEqualTo(200);
      assertThat(new ObjectMapper().readTree(mocked.body()).get("id").asText()).isEqualTo("42");
      assertThat(mocked.headers().firstValue("Matched-Stub-Id")).hasValue("get-user");
      assertThat(proxied.body()).contains("the real backend").contains("/live/anything");
      assertThat(proxied.headers().firstValue("X-Mock-Proxied")).hasValue("true");
      assertThat(unmatched.statusCode()).isEqualTo(404);
      assertThat(unmatched.headers().firstValue("Content-Type").orElse(""))
          .startsWith("application/problem+json");
      assertThat(mynah.admin("/metrics").body())
          .contains("mynah_http_requests_total{route=\"get-user\",method=\"GET\",code=\"200\"");
      assertThat(Files.readString(dir.resolve(".mynah/.gitignore"))).contains("*");
      assertThat(mynah.err()).as("nothing is said on standard error").isEmpty();
    }
  }

  @Test
  void analyticsAnswerUpToNow() throws Exception {
    try (MynahProcess mynah = MynahProcess.start(dir, "up")) {
      for (int i = 0; i < 7; i++) {
        mynah.get("/users/42");
      }

      await()
          .untilAsserted(
              () ->
                  assertThat(
                          new ObjectMapper()
                              .readTree(mynah.admin("/api/analytics/overview").body())
                              .at("/data/requests")
                              .asLong())
                      .isEqualTo(7));
      assertThat(mynah.admin("/api/v1/query?query=sum(mynah_http_requests_total)").body())
          .contains("\"success\"")
          .contains("\"7\"");
      assertThat(mynah.out()).contains("/api/analytics/overview");
    }
  }

  @Test
  void everyLineItOffersWorksAsPasted() throws Exception {
    assumeThat(curlIsThere()).isTrue();
    try (MynahProcess mynah = MynahProcess.start(dir, "up", "--data", "none")) {
      List<String> lines =
          mynah.out().lines().map(String::strip).filter(l -> l.startsWith("curl ")).toList();

      assertThat(lines).hasSize(3);
      for (String line : lines) {
        Process pasted = new ProcessBuilder("sh", "-c", line).redirectErrorStream(true).start();
        String answer = new String(pasted.getInputStream().readAllBytes());
        assertThat(pasted.waitFor()).as(line).isZero();
        assertThat(answer).as(line).containsAnyOf("200 OK", "mynah_http_requests_total");
      }
    }
  }

  @Test
  void aFileInTheFolderIsTakenInsteadOfTheExample() throws Exception {
    Files.writeString(
        dir.resolve("mynah.yaml"),
        "routes:\n  - { id: mine, match: GET /mine, mock: { text: own } }\n");
    try (MynahProcess mynah = MynahProcess.start(dir, "up", "--data", "none")) {
      assertThat(mynah.get("/mine").body()).isEqualTo("own");
      assertThat(mynah.get("/hello").statusCode()).isEqualTo(404);
      assertThat(mynah.out()).contains("mynah.yaml");
    }
  }

  @Test
  void nothingIsWrittenOutsideOfTheDataDirectory() throws Exception {
    Path home = Files.createDirectory(dir.resolve("home"));
    try (MynahProcess mynah =
        MynahProcess.start(
            dir, Map.of("HOME", home.toString()), "up", "--data", dir.resolve("d").toString())) {
      mynah.get("/hello");
      mynah.terminate();
      assertThat(mynah.ended().code()).isZero();
    }
    try (var left = Files.list(home)) {
      assertThat(left).isEmpty();
    }
    assertThat(dir.resolve(".mynah")).doesNotExist();
  }

  @Test
  void anAgentWithoutConfigurationIsRefused() throws Exception {
    MynahProcess.Ended ended = MynahProcess.run(dir, "agent");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("--config");
  }

  @Test
  void aPortThatIsTakenIsOneSentence() throws Exception {
    try (MynahProcess first = MynahProcess.start(dir, "up", "--data", "none")) {
      MynahProcess.Ended second =
          MynahProcess.run(
              dir, "up", "--data", "none", "--port", "" + first.port(), "--admin-port", "0");
      MynahProcess.Ended third =
          MynahProcess.run(
              dir, "up", "--data", "none", "--port", "0", "--admin-port", "" + first.adminPort());

      assertThat(second.code()).isEqualTo(1);
      assertThat(second.err()).hasLineCount(1).contains(String.valueOf(first.port()));
      assertThat(third.code()).isEqualTo(1);
      assertThat(third.err()).hasLineCount(1).contains(String.valueOf(first.adminPort()));
    }
  }

  static boolean curlIsThere() throws Exception {
    try {
      Process curl = new ProcessBuilder("curl", "--version").start();
      return curl.waitFor(60, TimeUnit.SECONDS) && curl.exitValue() == 0;
    } catch (java.io.IOException e) {
      assertThat(System.getenv("CI")).as("CI installs curl").isNull();
      return false;
    }
  }
}
