package dev.mynah.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mynah.agent.event.EventParts;
import dev.mynah.ledger.journal.HitEvent;
import dev.mynah.ledger.journal.LoopJournal;
import dev.mynah.ledger.journal.Rank;
import dev.mynah.settings.IdentitySettings;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;

/** A journal in memory that all event loops of a test's agent tell. */
final class ToldEvents {
  private final Queue<HitEvent> events = new ConcurrentLinkedQueue<>();
  private final Queue<Rank> asked = new ConcurrentLinkedQueue<>();
  private final AtomicInteger admitted = new AtomicInteger();
  private final IntPredicate admits;

  /** Wants to hear of everything. */
  ToldEvents() {
    this(number -> true);
  }

  /**
   * @param admits by the number of the request, from 1
   */
  ToldEvents(IntPredicate admits) {
    this.admits = admits;
  }

  EventParts parts() {
    return EventParts.to(eventLoop -> new OfLoop())
        .of(new IdentitySettings("mynah", "", "", "", "team-a", "staging"));
  }

  int asked() {
    return asked.size();
  }

  List<Rank> ranks() {
    return List.copyOf(asked);
  }

  int admitted() {
    return admitted.get();
  }

  List<HitEvent> all() {
    return List.copyOf(events);
  }

  /** The events, once there are this many; more would be a fault. */
  List<HitEvent> all(int count) {
    await().until(() -> events.size() >= count);
    assertThat(events).hasSize(count);
    return all();
  }

  /** The one event there is. */
  HitEvent only() {
    return all(1).get(0);
  }

  private final class OfLoop implements LoopJournal {
    private final Thread thread = Thread.currentThread();

    @Override
    public double admit(Rank rank) {
      assertThat(Thread.currentThread()).isEqualTo(thread);
      asked.add(rank);
      if (!admits.test(asked.size())) {
        return 0;
      }
      admitted.incrementAndGet();
      return 1;
    }

    @Override
    public void offer(HitEvent event) {
      assertThat(Thread.currentThread()).isEqualTo(thread);
      events.add(event);
    }
  }
}
