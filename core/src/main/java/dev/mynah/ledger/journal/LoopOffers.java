package dev.mynah.ledger.journal;

import dev.mynah.ledger.journal.admission.Budget;
import dev.mynah.ledger.journal.admission.Ring;
import dev.mynah.ledger.journal.admission.Sampler;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** What one event loop offers, on its way to the journal's thread. */
final class LoopOffers implements LoopJournal, Budget.Loop {
  /** Until the budget is shared out for the first time. */
  private static final int FIRST_EVENTS = 8;

  private final Ring<HitEvent> ring;
  private final Sampler urgent;
  private final Sampler usual;
  private final AtomicBoolean wanted;

  /**
   * @param wanted whether there is anybody to write for
   */
  LoopOffers(int ringEvents, long seed, AtomicBoolean wanted) {
    this.ring = new Ring<>(ringEvents);
    this.urgent = new Sampler(seed, FIRST_EVENTS);
    this.usual = new Sampler(~seed, FIRST_EVENTS);
    this.wanted = wanted;
  }

  @Override
  public double admit(Rank rank) {
    if (!wanted.getOpaque()) {
      return 0;
    }
    Sampler sampler = rank == Rank.URGENT ? urgent : usual;
    if (ring.isFull()) {
      sampler.leaveOut();
      return 0;
    }
    return sampler.admit();
  }

  @Override
  public void offer(HitEvent event) {
    if (!ring.offer(event)) {
      usual.takeBack(Math.round(event.weight()));
    }
  }

  @Nullable HitEvent poll() {
    return ring.poll();
  }

  @Override
  public Sampler urgent() {
    return urgent;
  }

  @Override
  public Sampler usual() {
    return usual;
  }

  long overBudget() {
    return urgent.overBudget() + usual.overBudget();
  }

  long ringFull() {
    return urgent.ringFull() + usual.ringFull();
  }

  long waiting() {
    return urgent.waiting() + usual.waiting();
  }
}
