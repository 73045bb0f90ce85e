package dev.mynah.agent.reuse.shared;

import java.util.concurrent.atomic.LongAdder;

/** How often what came to what. Any thread. */
final class Tally {
  private static final int RESULTS = Result.values().length;

  private final LongAdder[] counts = new LongAdder[Op.values().length * RESULTS];

  Tally() {
    for (int i = 0; i < counts.length; i++) {
      counts[i] = new LongAdder();
    }
  }

  void count(Op op, Result result) {
    counts[op.ordinal() * RESULTS + result.ordinal()].increment();
  }

  long of(Op op, Result result) {
    return counts[op.ordinal() * RESULTS + result.ordinal()].sum();
  }
}
