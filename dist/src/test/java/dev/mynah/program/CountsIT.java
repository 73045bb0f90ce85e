package dev.mynah.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts against what a client has seen, with the program killed in between. */
class CountsIT {
  private static final int CLIENTS = 4;

  @TempDir Path dir;

  @Test
  void hitsEqualWhatTheClientSawAfterAKill() throws Exception {
    try (MynahProcess mynah = MynahProcess.start(dir, "up", "--data", "data")) {
      for (int i = 0; i < 25; i++) {
        mynah.get("/users/" + i);
      }
      for (int i = 0; i < 5; i++) {
        mynah.get("/live/" + i);
      }
      mynah.kill();
    }

    assertThat(run("hits", "data", "--expect", "get-user=25", "--expect", "live=5").code())
        .isZero();
  }

  @Test
  void killsUnderLoadLoseNoAnswerThatAClientReceived() throws Exception {
    AtomicLong answered = new AtomicLong();
    int kills = 3;
    for (int i = 0; i < kills; i++) {
      killUnderLoad(answered);
    }

    JsonNode hits = new ObjectMapper().readTree(run("hits", "data", "--json").out());
    long counted = 0;
    for (JsonNode hit : hits.get("hits")) {
      counted += hit.get("route").asText().equals("hello") ? hit.get("requests").asLong() : 0;
    }
    assertThat(answered.get()).isPositive();
    assertThat(counted)
        .as("each answer is counted; besides those, at most what was under way at a kill")
        .isBetween(answered.get(), answered.get() + (long) kills * CLIENTS);
  }

  private void killUnderLoad(AtomicLong answered) throws Exception {
    try (MynahProcess mynah = MynahProcess.start(dir, "up", "--data", "data")) {
      long before = answered.get();
      long enough = before + ThreadLocalRandom.current().nextInt(50, 500);
      List<Thread> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        Thread client = new Thread(() -> askUntilGone(mynah, answered));
        client.start();
        clients.add(client);
      }
      await().until(() -> answered.get() > enough);
      mynah.kill();
      for (Thread client : clients) {
        client.join(20_000);
      }
    }
  }

  private static void askUntilGone(MynahProcess mynah, AtomicLong answered) {
    try {
      while (mynah.isAlive()) {
        if (mynah.get("/hello").statusCode() == 200) {
          answered.incrementAndGet();
        }
      }
    } catch (IOException gone) {
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void expectationsDecideTheExitCodeOnALiveProcessToo() throws Exception {
    try (MynahProcess mynah = MynahProcess.start(dir, "up", "--data", "data")) {
      mynah.get("/hello");
      String url = "http://127.0.0.1:" + mynah.adminPort();

      assertThat(run("hits", url, "--expect", "hello=1").code()).isZero();
      assertThat(run("hits", "data", "--expect", "hello=1").code()).isZero();
      MynahProcess.Ended wrong = run("hits", url, "--expect", "hello=2", "--expect", "no=1");
      assertThat(wrong.code()).isEqualTo(1);
      assertThat(wrong.err()).contains("hello: expected 2, counted 1").contains("no: expected 1");
      assertThat(run("hits", "data", "--expect", "hello").code()).isEqualTo(2);
    }
    assertThat(run("hits", "nowhere").code()).isEqualTo(2);
    assertThat(run("hits", "http://127.0.0.1:1").code()).isEqualTo(1);
  }

  @Test
  void aSecondWriterIsRefusedAndTheFirstGoesOn() throws Exception {
    try (MynahProcess first = MynahProcess.start(dir, "up", "--data", "data")) {
      MynahProcess.Ended second = run("up", "--data", "data", "--port", "0", "--admin-port", "0");

      assertThat(second.code()).isEqualTo(1);
      assertThat(second.err()).contains("in use").contains(String.valueOf(first.pid()));
      assertThat(first.get("/hello").statusCode()).isEqualTo(200);
    }
  }

  private MynahProcess.Ended run(String... arguments) throws Exception {
    return MynahProcess.run(dir, arguments);
  }
}
