package dev.mynah.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mynah.agent.config.reuse.RedisConfig;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server that wants to know who asks. */
final class RedisAccountTest {
  @RegisterExtension
  final RedisServer redis =
      new RedisServer()
          .with(
              "--user",
              "mynah",
              "on",
              ">s3cret/p@ss",
              "~mynah:*",
              "&mynah:*",
              "+@all",
              "-@dangerous",
              "-@admin");

  private final Replica replica = new Replica();

  @AfterEach
  void stop() {
    replica.stop();
  }

  private void start(String account) {
    RedisConfig config =
        Replica.redis(
            URI.create("redis://" + account + "127.0.0.1:" + redis.port() + "/0"),
            Duration.ofSeconds(2));
    replica.start(Replica.sharing(RunningAgent.config(List.of(), Map.of()), config));
  }

  @Test
  void anAccountOfItsOwnWithThePrefixAloneIsEnough() {
    start("mynah:s3cret%2Fp%40ss@");

    await().atMost(Duration.ofSeconds(20)).until(replica::isConnected);
    assertThat(replica.circuitOpen()).isFalse();
  }

  @Test
  void aPasswordWithoutUserIsThatOfTheDefaultUser() {
    redis.command("CONFIG", "SET", "requirepass", "only@this");
    start(":only%40this@");

    await().atMost(Duration.ofSeconds(20)).until(replica::isConnected);
    assertThat(replica.circuitOpen()).isFalse();
  }

  @RepeatedTest(5) // the reason came out wrong now and then
  void aWrongPasswordIsSaidWithoutSayingIt() {
    start("mynah:wrong-one@");

    await().atMost(Duration.ofSeconds(20)).until(replica::circuitOpen);
    assertThat(replica.agent.readiness())
        .contains("it does not accept user or password")
        .doesNotContain("wrong-one");
  }
}
