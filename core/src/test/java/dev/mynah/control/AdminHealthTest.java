package dev.mynah.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.settings.AdminSettings;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdminHealthTest {
  private final AtomicLong nanos = new AtomicLong();
  private Health health;
  private AdminFixture admin;

  @BeforeEach
  void start() throws Exception {
    health = new Health(nanos::get, Duration.ofSeconds(10));
    admin =
        new AdminFixture(
            new AdminSettings("127.0.0.1", 0, List.of(), List.of(), List.of()), health);
  }

  @AfterEach
  void stop() throws Exception {
    admin.close();
  }

  @Test
  void notReadyUntilAllThatIsAwaitedArrived() throws Exception {
    health.awaits("routes", "no good route table yet").awaits("ledger", "still opening");

    HttpResponse<String> before = admin.get("/ready");
    health.arrived("ledger");
    HttpResponse<String> between = admin.get("/ready");
    health.arrived("routes");
    HttpResponse<String> after = admin.get("/ready");

    assertThat(before.statusCode()).isEqualTo(503);
    assertThat(before.body())
        .contains("\"status\":\"starting\"")
        .contains("{\"part\":\"ledger\",\"reason\":\"still opening\"}")
        .contains("{\"part\":\"routes\",\"reason\":\"no good route table yet\"}");
    assertThat(between.statusCode()).isEqualTo(503);
    assertThat(between.body()).doesNotContain("ledger");
    assertThat(after.statusCode()).isEqualTo(200);
    assertThat(after.body())
        .isEqualTo("{\"status\":\"ready\",\"waitingFor\":[],\"degraded\":[]}\n");
  }

  @Test
  void degradedIsReadyAndSaysWhy() throws Exception {
    health.degraded("ledger", "on the heap: \"/data\" is read-only");

    HttpResponse<String> answer = admin.get("/ready");
    health.recovered("ledger");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains(
            "\"degraded\":[{\"part\":\"ledger\","
                + "\"reason\":\"on the heap: \\\"/data\\\" is read-only\"}]");
    assertThat(admin.get("/ready").body()).contains("\"degraded\":[]");
  }

  @Test
  void drainingIsNotReadyButAlive() throws Exception {
    health.drain();

    assertThat(admin.get("/ready").statusCode()).isEqualTo(503);
    assertThat(admin.get("/ready").body()).contains("\"status\":\"draining\"");
    assertThat(admin.get("/live").statusCode()).isEqualTo(200);
  }

  @Test
  void aliveLooksAtNothingButTheLoops() throws Exception {
    health.awaits("routes", "none").degraded("ledger", "gone");
    health.drain();

    assertThat(admin.get("/live").statusCode()).isEqualTo(200);
  }

  @Test
  void loopThatStandsStillTooLongIsNotAlive() throws Exception {
    AtomicLong beat = new AtomicLong();
    health.watch("loop-0", nanos::get);
    health.watch("loop-1", beat::get);

    nanos.set(TimeUnit.SECONDS.toNanos(10));
    int atTheLimit = admin.get("/live").statusCode();
    nanos.set(TimeUnit.SECONDS.toNanos(11));
    HttpResponse<String> beyond = admin.get("/live");
    beat.set(TimeUnit.SECONDS.toNanos(11));
    int again = admin.get("/live").statusCode();

    assertThat(atTheLimit).isEqualTo(200);
    assertThat(beyond.statusCode()).isEqualTo(503);
    assertThat(beyond.body()).contains("loop-1", "no turn for 11 s").doesNotContain("loop-0");
    assertThat(again).isEqualTo(200);
  }

  @Test
  void loopShutDownOnPurposeIsNotMissed() throws Exception {
    health.watch("loop-0", () -> 0);
    nanos.set(TimeUnit.SECONDS.toNanos(60));

    health.unwatch("loop-0");

    assertThat(admin.get("/live").statusCode()).isEqualTo(200);
  }

  @Test
  void answersAreNotStored() throws Exception {
    assertThat(admin.get("/ready").headers().firstValue("Cache-Control")).contains("no-store");
  }
}
