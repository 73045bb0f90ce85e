package dev.mynah.agent.reuse.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** When the server is left alone, and for how long. */
final class CircuitTest implements Circuit.Control {
  private final List<Long> pauses = new ArrayList<>();
  private final List<String> news = new ArrayList<>();
  private int attempts;
  private Runnable probe = () -> {};
  private long now;
  private final Circuit circuit = new Circuit(this, new SplittableRandom(1), () -> now);

  @Override
  public void connect() {
    attempts++;
  }

  @Override
  public void drop() {
    news.add("drop");
  }

  @Override
  public void after(long pauseNanos, Runnable task) {
    pauses.add(pauseNanos);
    probe = task;
  }

  @Override
  public void opened(String reason) {
    news.add(reason);
  }

  @Override
  public void closed() {
    news.add("closed");
  }

  @Test
  void opensAfterFailuresInARowAndNotBefore() {
    circuit.start();
    circuit.connected();
    for (int i = 1; i < Circuit.FAILURES_IN_A_ROW; i++) {
      circuit.failed("late");
    }
    circuit.succeeded();
    for (int i = 1; i < Circuit.FAILURES_IN_A_ROW; i++) {
      circuit.failed("late");
    }
    assertThat(circuit.isUsable()).isTrue();

    circuit.failed("late");

    assertThat(circuit.isUsable()).isFalse();
    assertThat(circuit.isOpen()).isTrue();
    assertThat(news).containsExactly("drop", "late");
  }

  @Test
  void pausesGrowWithJitterUpToTheLongest() {
    circuit.start();
    for (int i = 0; i < 20; i++) {
      circuit.lost("away");
      probe.run();
    }

    assertThat(attempts).isEqualTo(21);
    assertThat(pauses.get(0)).isBetween(Circuit.FIRST_PAUSE_NANOS / 2, Circuit.FIRST_PAUSE_NANOS);
    assertThat(pauses.get(19))
        .isBetween(Circuit.LONGEST_PAUSE_NANOS / 2, Circuit.LONGEST_PAUSE_NANOS);
    assertThat(news).containsOnlyOnce("away");
  }

  @Test
  void closesWhenAConnectionStands() {
    circuit.start();
    circuit.lost("away");

    circuit.connected();

    assertThat(circuit.isUsable()).isTrue();
    assertThat(circuit.isOpen()).isFalse();
    assertThat(news).endsWith("closed");
  }

  @Test
  void aConnectionThatFailsAtOnceDoesNotShortenThePause() {
    circuit.start();
    for (int i = 0; i < 10; i++) {
      circuit.connected();
      circuit.lost("flapping");
    }
    assertThat(pauses.get(9)).isGreaterThanOrEqualTo(Circuit.LONGEST_PAUSE_NANOS / 2);

    circuit.connected();
    now += Circuit.STEADY_NANOS + 1;
    circuit.lost("once more");

    assertThat(pauses.get(10)).isLessThanOrEqualTo(Circuit.FIRST_PAUSE_NANOS);
  }

  @Test
  void nothingHappensOnceItWasStopped() {
    circuit.start();
    circuit.lost("away");

    circuit.stop();
    probe.run();
    circuit.connected();

    assertThat(attempts).isEqualTo(1);
    assertThat(circuit.isUsable()).isFalse();
  }
}
