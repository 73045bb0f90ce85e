package dev.mynah.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand routes in the memory that the launcher gives an agent when nothing is said. */
class ManyRoutesIT {
  private static final int ROUTES = 10_000;

  /** Each route that is asked takes more, so a few of all parts of the file are. */
  private static final int EVERY = 100;

  /** What {@code ./mynah agent} makes of its 160 MiB; LauncherIT holds it to that. */
  private static final List<String> LAUNCHED =
      List.of("-Xmx55m", "-XX:MaxDirectMemorySize=33m", "-Xss512k", "-XX:+ExitOnOutOfMemoryError");

  @TempDir Path dir;

  @Test
  void tenThousandRoutesAreReadServedAndReadAgain() throws Exception {
    Path config = dir.resolve("mynah.yaml");
    write(config, "one");

    try (MynahProcess agent =
        MynahProcess.start(dir, LAUNCHED, Map.of(), "agent", "--config", config.toString())) {
      assertThat(agent.get("/api/service-9999/items/1").body()).contains("one");
      for (int i = 0; i < ROUTES; i += EVERY) {
        assertThat(agent.get("/api/service-" + i + "/items/1").statusCode()).isEqualTo(200);
      }

      for (String answer : List.of("two", "three")) {
        write(config, answer);
        await()
            .atMost(Duration.ofSeconds(60))
            .pollInterval(Duration.ofMillis(200))
            .untilAsserted(
                () -> {
                  assertThat(agent.isAlive()).as("alive; it said: %s", agent.err()).isTrue();
                  String body = agent.get("/api/service-9999/items/1").body();
                  assertThat(body).contains(answer);
                });
      }
      assertThat(agent.admin("/metrics").statusCode()).isEqualTo(200);
      assertThat(agent.isAlive()).isTrue();
    }
  }

  private static void write(Path config, String answer) throws Exception {
    StringBuilder yaml = new StringBuilder("routes:\n");
    for (int i = 0; i < ROUTES; i++) {
      yaml.append("  - id: route-")
          .append(i)
          .append("\n    match: { method: GET, path: /api/service-")
          .append(i)
          .append("/items/:id }\n    mock: { status: 200, json: { id: ")
          .append(i)
          .append(", name: ")
          .append(answer)
          .append(" } }\n");
    }
    Path next = config.resolveSibling("next");
    Files.writeString(next, yaml);
    Files.move(next, config, StandardCopyOption.ATOMIC_MOVE);
  }
}
