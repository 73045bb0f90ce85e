package dev.mynah.ledger.journal;

/**
 * Where one event loop tells of its requests. Event loop only; never blocks, never throws. Asking
 * first costs a few nanoseconds and allocates nothing, so that an event is put together only when
 * it will be taken.
 */
public interface LoopJournal {
  /** Nobody reads. */
  LoopJournal OFF =
      new LoopJournal() {
        @Override
        public double admit(Rank rank) {
          return 0;
        }

        @Override
        public void offer(HitEvent event) {
          // Nobody asked.
        }
      };

  /**
   * Counts one request and decides whether it is told of.
   *
   * @return how many requests its event stands for; 0 when it is left out
   */
  double admit(Rank rank);

  /** Tells of it; a full ring leaves it out, which is counted. */
  void offer(HitEvent event);
}
