package dev.mynah.agent.reuse.shared;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How often what came to what. Any thread. */
final class Tally {
  private static final LongAdder NEVER = new LongAdder();

  private final Map<Op, Map<Result, LongAdder>> counts = new EnumMap<>(Op.class);

  Tally() {
    for (Op op : Op.values()) {
      Map<Result, LongAdder> results = new EnumMap<>(Result.class);
      for (Result result : Result.values()) {
        results.put(result, new LongAdder());
      }
      counts.put(op, results);
    }
  }

  void count(Op op, Result result) {
    adder(op, result).increment();
  }

  long of(Op op, Result result) {
    return adder(op, result).sum();
  }

  /** The maps are never changed once they are filled. */
  private LongAdder adder(Op op, Result result) {
    return counts.getOrDefault(op, Map.of()).getOrDefault(result, NEVER);
  }
}
