package dev.mynah.ledger.journal.admission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Nothing is lost, doubled or out of order between one thread and another. */
class RingTest {
  private static final int COUNT = 1_000_000;

  @Test
  void whatOneThreadPutsAnotherTakesInOrder() throws Exception {
    Ring<Integer> ring = new Ring<>(16);
    Thread producer =
        new Thread(
            () -> {
              for (int i = 0; i < COUNT; i++) {
                while (!ring.offer(i)) {
                  Thread.onSpinWait();
                }
              }
            });
    producer.start();
    int taken = 0;
    while (taken < COUNT) {
      Integer next = ring.poll();
      if (next == null) {
        Thread.yield();
      } else {
        assertThat(next.intValue()).isEqualTo(taken);
        taken++;
      }
    }
    producer.join();

    assertThat(ring.poll()).isNull();
  }

  @Test
  void fullRingTakesNoMoreUntilOneIsTaken() {
    Ring<String> ring = new Ring<>(2);
    ring.offer("a");
    ring.offer("b");

    assertThat(ring.isFull()).isTrue();
    assertThat(ring.offer("c")).isFalse();
    assertThat(ring.poll()).isEqualTo("a");
    assertThat(ring.offer("c")).isTrue();
    assertThat(ring.poll()).isEqualTo("b");
    assertThat(ring.poll()).isEqualTo("c");
  }
}
