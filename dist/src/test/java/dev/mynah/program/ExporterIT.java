package dev.mynah.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agent and exporter as two processes on one directory, and what is left when they are killed. */
class ExporterIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path dir;

  @BeforeEach
  void write() throws Exception {
    Files.writeString(
        dir.resolve("mynah.yaml"),
        "journal: { mode: on }\nroutes:\n  - { id: a, match: GET /a, mock: { text: a } }\n");
  }

  @Test
  void killedExporterLosesNothingAndCountsNothingTwice() throws Exception {
    try (MynahProcess agent = agent()) {
      Asking asking = Asking.start(2, agent.port(), "/a", Duration.ofMillis(5));
      try (MynahProcess exporter = exporter()) {
        await().until(() -> requests(exporter) > 50);
        exporter.kill();
      }
      long answered = asking.stop().answers().size();

      try (MynahProcess again = exporter()) {
        await().untilAsserted(() -> assertThat(requests(again)).isEqualTo(answered));
      }
      assertThat(asking.failures()).isEmpty();
    }
  }

  @Test
  void killedAgentLosesNoCount() throws Exception {
    try (MynahProcess exporter = exporter()) {
      Asking asking;
      long answered;
      try (MynahProcess agent = agent()) {
        asking = Asking.start(2, agent.port(), "/a", Duration.ofMillis(5));
        await().until(() -> asking.answers().size() > 200);
        agent.kill();
        answered = asking.stop().answers().size();
      }

      try (MynahProcess again = agent()) {
        // What a killed process had counted and not told is told by the next; a request whose
        // answer was cut off by the kill may have been counted, one for each connection.
        await()
            .untilAsserted(() -> assertThat(requests(exporter)).isBetween(answered, answered + 2));
        assertThat(again.isAlive()).isTrue();
      }
    }
  }

  @Test
  void exporterThatComesLaterFindsWhatWasCountedBefore() throws Exception {
    try (MynahProcess agent = agent()) {
      for (int i = 0; i < 9; i++) {
        agent.get("/a");
      }
      agent.terminate();
      assertThat(agent.ended().code()).isZero();
    }

    try (MynahProcess exporter = exporter()) {
      await()
          .atMost(Duration.ofSeconds(90))
          .untilAsserted(() -> assertThat(requests(exporter)).isEqualTo(9));
      exporter.terminate();
      assertThat(exporter.ended().code()).isZero();
    }
  }

  @Test
  void exporterTakesNoLockAndSaysNothingOfALedgerOfItsOwn() throws Exception {
    try (MynahProcess exporter = exporter();
        MynahProcess agent = agent()) {
      assertThat(agent.get("/a").statusCode()).isEqualTo(200);
      assertThat(exporter.admin("/metrics").body())
          .contains("mynah_store_up 1.0")
          .doesNotContain("mynah_ledger_open");
    }
  }

  private MynahProcess agent() throws Exception {
    return MynahProcess.start(dir, "agent", "--config", "mynah.yaml", "--data", "data");
  }

  private MynahProcess exporter() throws Exception {
    return MynahProcess.start(dir, "exporter", "--config", "mynah.yaml", "--data", "data");
  }

  private static long requests(MynahProcess exporter) throws Exception {
    String path = "/api/analytics/overview";
    return JSON.readTree(exporter.admin(path).body()).at("/data/requests").asLong();
  }
}
