package dev.mynah.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a start over good and bad files to the end by signal. */
class LifeIT {
  private static final String GOOD = "routes:\n  - { id: a, match: GET /a, mock: { text: one } }\n";
  private static final String BAD =
      "routes:\n  - { id: a, match: { url: /a }, mock: { status: 2000 } }\nlisten: { prot: 1 }\n";

  @TempDir Path dir;
  private Path config = Path.of("");

  @BeforeEach
  void writeConfig() throws Exception {
    config = dir.resolve("mynah.yaml");
    Files.writeString(config, GOOD);
  }

  @Test
  void everyProblemOfABadFileIsPrintedAndTheExitCodeIsTwo() throws Exception {
    Files.writeString(config, BAD);

    for (List<String> command :
        List.of(
            List.of("check", config.toString()),
            List.of("up"),
            List.of("agent", "--config", config.toString()))) {
      MynahProcess.Ended ended = MynahProcess.run(dir, command.toArray(String[]::new));
      assertThat(ended.code()).as("%s", command).isEqualTo(2);
      assertThat(ended.out() + ended.err())
          .as("%s", command)
          .contains(
              "url", "path", "2000", "prot", "port", "mynah.yaml line 2", "mynah.yaml line 3");
    }
  }

  @Test
  void checkSaysThatAGoodFileIsFine() throws Exception {
    MynahProcess.Ended ended = MynahProcess.run(dir, "check", "mynah.yaml");

    assertThat(ended.code()).isZero();
    assertThat(ended.out()).contains("fine");
    assertThat(dir.resolve(".mynah")).as("a check leaves nothing").doesNotExist();
  }

  @Test
  void checkFindsATemplateThatDoesNotCompile() throws Exception {
    Files.writeString(
        config,
        "routes:\n  - { id: a, match: GET /a, mock: { template: true, text: \"{{#if x}}\" } }\n");

    MynahProcess.Ended ended = MynahProcess.run(dir, "check", "mynah.yaml");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.out()).contains("mock.text").contains("mynah.yaml line 2");
  }

  @Test
  void anAgentRestartsOverABadFileWithTheLastGoodOne() throws Exception {
    String[] agent = {"agent", "--config", config.toString(), "--data", "data"};
    try (MynahProcess first = MynahProcess.start(dir, agent)) {
      assertThat(first.get("/a").body()).isEqualTo("one");
      await().until(() -> Files.exists(dir.resolve("data/last-good/current")));
      first.terminate();
      first.ended();
    }
    Files.writeString(config, BAD);

    try (MynahProcess second = MynahProcess.start(dir, agent)) {
      assertThat(second.get("/a").body()).isEqualTo("one");
      await()
          .untilAsserted(
              () ->
                  assertThat(second.admin("/metrics").body())
                      .contains("mynah_config_last_reload_successful 0.0"));
      assertThat(second.err()).contains("2000");
      assertThat(second.admin("/ready").body()).contains("config");
      Files.writeString(config, GOOD.replace("one", "two"));
      await().untilAsserted(() -> assertThat(second.get("/a").body()).isEqualTo("two"));
      assertThat(second.admin("/ready").body()).doesNotContain("config");
    }
  }

  @Test
  void aChangeIsServedAndABadOneRefused() throws Exception {
    try (MynahProcess mynah =
        MynahProcess.start(dir, "up", "--data", "none", "--reload-interval=100ms")) {
      Files.writeString(config, GOOD.replace("one", "two"));
      await().untilAsserted(() -> assertThat(mynah.get("/a").body()).isEqualTo("two"));

      Files.writeString(config, BAD);
      await()
          .untilAsserted(
              () ->
                  assertThat(mynah.admin("/metrics").body())
                      .contains("mynah_config_last_reload_successful 0.0"));
      assertThat(mynah.get("/a").body()).isEqualTo("two");
    }
  }

  @Test
  void sigtermLetsARequestEndAndExitsWithZero() throws Exception {
    Files.writeString(
        config, "routes:\n  - { id: slow, match: GET /slow, mock: { text: done, delay: 2s } }\n");
    try (MynahProcess mynah = MynahProcess.start(dir, "up", "--data", "data")) {
      CompletableFuture<HttpResponse<String>> slow = asking(mynah, "/slow");
      await().until(() -> mynah.admin("/metrics").body().contains("mynah_http_requests_in_flight"));
      await()
          .until(
              () ->
                  mynah
                      .admin("/metrics")
                      .body()
                      .lines()
                      .anyMatch(
                          l ->
                              l.startsWith("mynah_http_requests_in_flight") && l.endsWith(" 1.0")));
      mynah.terminate();

      assertThat(slow.get().body()).isEqualTo("done");
      MynahProcess.Ended ended = mynah.ended();
      assertThat(ended.code()).isZero();
      assertThat(ended.err()).contains("Draining").contains("Ended");
    }
  }

  @Test
  void aSecondSignalEndsItAtOnce() throws Exception {
    Files.writeString(
        config, "routes:\n  - { id: slow, match: GET /slow, mock: { text: done, delay: 19s } }\n");
    try (MynahProcess mynah = MynahProcess.start(dir, "up", "--data", "none")) {
      asking(mynah, "/slow");
      await()
          .until(
              () ->
                  mynah
                      .admin("/metrics")
                      .body()
                      .lines()
                      .anyMatch(
                          l ->
                              l.startsWith("mynah_http_requests_in_flight") && l.endsWith(" 1.0")));
      mynah.terminate();
      await().until(() -> mynah.err().contains("Draining"));
      assertThat(mynah.isAlive()).isTrue();
      mynah.terminate();

      await().until(() -> !mynah.isAlive());
      assertThat(mynah.ended().code()).isEqualTo(1);
    }
  }

  @Test
  void aJsonLogHasOneObjectPerLineAndTheAccessLogToo() throws Exception {
    Map<String, String> environment =
        Map.of(
            "MYNAH_LOG_FORMAT",
            "json",
            "MYNAH_LOG_ACCESS",
            "true",
            "MYNAH_PORT",
            "tcp://10.0.0.1:80");
    try (MynahProcess mynah = MynahProcess.start(dir, environment, "up", "--data", "none")) {
      mynah.get("/a?token=secret");
      mynah.terminate();
      MynahProcess.Ended ended = mynah.ended();

      ObjectMapper json = new ObjectMapper();
      for (String line : (ended.out() + ended.err()).lines().toList()) {
        JsonNode parsed = json.readTree(line);
        assertThat(parsed.isObject()).as(line).isTrue();
      }
      assertThat(ended.out()).contains("\"path\":\"/a\"").contains("\"route\":\"a\"");
      assertThat(ended.out() + ended.err()).doesNotContain("secret");
    }
  }

  @Test
  void theAccessLogIsSwitchedByEditingTheFile() throws Exception {
    try (MynahProcess mynah = MynahProcess.start(dir, "up", "--data", "none")) {
      mynah.get("/a?n=1");
      Files.writeString(config, GOOD + "log: { access: true }\n");
      await().until(() -> mynah.err().contains("Serving the changed configuration"));
      mynah.get("/a?n=2");
      await().until(() -> mynah.out().contains(" GET /a HTTP/1.1 200 a mock "));

      Files.writeString(config, GOOD + "log: { access: false }\n");
      await().until(() -> mynah.err().lines().filter(l -> l.contains("Serving the")).count() == 2);
      mynah.get("/a?n=3");
      mynah.terminate();

      assertThat(mynah.ended().out().lines().filter(l -> l.contains(" GET /a "))).hasSize(1);
    }
  }

  private static CompletableFuture<HttpResponse<String>> asking(MynahProcess mynah, String path) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return mynah.get(path);
          } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
