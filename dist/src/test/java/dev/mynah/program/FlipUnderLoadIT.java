package dev.mynah.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A route goes from made up to real and back by an edit of the file, under load. */
class FlipUnderLoadIT {
  private static final int FLIPS = 6;
  private static final int CONNECTIONS = 8;
  private static final Pattern COMPLETED = Pattern.compile("(\\d+) requests in");

  @TempDir Path dir;
  private Path config = Path.of("");
  private StreamBackend backend;
  private MynahProcess mynah;

  @BeforeEach
  void startOnTheMock() throws Exception {
    config = dir.resolve("mynah.yaml");
    backend = StreamBackend.start();
    write("mock");
    mynah =
        MynahProcess.start(
            dir,
            "agent",
            "--config",
            config.toString(),
            "--data",
            "data",
            "--reload-interval=100ms");
  }

  @AfterEach
  void stop() {
    mynah.close();
    backend.close();
  }

  @Test
  void noClientSeesAFailureAndEveryAnswerIsCountedOnceAlsoAfterAKill() throws Exception {
    try (Asking asking = Asking.start(CONNECTIONS, mynah.port(), "/quote", Duration.ZERO)) {
      flip();
      asking.stop();

      assertThat(asking.failures()).isEmpty();
      assertThat(asking.answers().stream().filter(a -> a.status() != 200)).isEmpty();
      long mocked = asking.answers().stream().filter(a -> a.body().equals("made up")).count();
      long real = asking.answers().stream().filter(a -> a.body().equals("real")).count();
      assertThat(mocked).isPositive();
      assertThat(real).isPositive().isEqualTo(backend.requests());
      assertThat(mocked + real).isEqualTo(asking.answers().size());
      assertThat(metric("outcome=\"mock\"")).isEqualTo(mocked);
      assertThat(metric("outcome=\"proxied\"")).isEqualTo(real);
      assertHits(mocked + real);
      mynah.kill();
      assertHits(mocked + real);
    }
  }

  @Test
  void wrkSeesNoFailureAndItsNumberIsOursUpToWhatWasUnderWayAtItsStop() throws Exception {
    Tool wrk = Tool.require("wrk", "wrk", dir);
    Tool.Running load =
        wrk.start("-t1", "-c" + CONNECTIONS, "-d8s", "http://127.0.0.1:" + mynah.port() + "/quote");
    flip();
    assertThat(load.isAlive()).as("the load lasted over all flips").isTrue();
    String said = load.ended().fine().out();

    assertThat(said).doesNotContain("Socket errors").doesNotContain("Non-2xx");
    Matcher completed = COMPLETED.matcher(said);
    assertThat(completed.find()).as(said).isTrue();
    long seen = Long.parseLong(completed.group(1));
    assertThat(seen).isGreaterThan(100);
    awaitQuiet();
    long counted = metric("outcome=\"mock\"") + metric("outcome=\"proxied\"");
    assertThat(metric("outcome=\"proxied\"")).isPositive();
    assertThat(counted).isBetween(seen, seen + CONNECTIONS);
    assertHits(counted);
    mynah.kill();
    assertHits(counted);
  }

  /** Mock, proxy, mock and so on, each once the one before is in use. */
  private void flip() throws Exception {
    for (int i = 1; i <= FLIPS; i++) {
      write(i % 2 == 1 ? "proxy" : "mock");
      int accepted = i;
      await()
          .atMost(Duration.ofSeconds(20))
          .pollInterval(Duration.ofMillis(50))
          .until(() -> reloads() >= accepted);
    }
    assertThat(reloads()).isEqualTo(FLIPS);
    assertThat(mynah.admin("/metrics").body()).contains("mynah_config_reload_failures_total 0.0");
  }

  private void awaitQuiet() {
    await()
        .until(
            () ->
                mynah
                    .admin("/metrics")
                    .body()
                    .lines()
                    .anyMatch(line -> line.equals("mynah_http_requests_in_flight 0.0")));
  }

  private long reloads() throws Exception {
    return sum("mynah_config_reloads_total", "");
  }

  private long metric(String label) throws Exception {
    return sum("mynah_http_requests_total{route=\"quote\"", label);
  }

  private long sum(String start, String part) throws Exception {
    return (long)
        mynah
            .admin("/metrics")
            .body()
            .lines()
            .filter(line -> line.startsWith(start) && line.contains(part))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
            .sum();
  }

  private void assertHits(long expected) throws Exception {
    MynahProcess.Ended hits =
        MynahProcess.run(dir, "hits", "data", "--expect", "quote=" + expected);
    assertThat(hits.code()).as(hits.err()).isZero();
  }

  private void write(String mode) throws Exception {
    Files.writeString(
        config,
        """
        upstreams:
          real: { url: "%s" }
        routes:
          - id: quote
            match: GET /quote
            mode: %s
            mock: { text: made up }
            proxy: real
        """
            .formatted(backend.url(), mode));
  }
}
