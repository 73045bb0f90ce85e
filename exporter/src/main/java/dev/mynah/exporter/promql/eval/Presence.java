package dev.mynah.exporter.promql.eval;

import dev.mynah.exporter.promql.metric.LabelSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** At which times of a query there is something to say of a target. One thread. */
final class Presence {
  private final Liveness liveness;
  private final long[] ends;
  private final long spanMillis;
  private final Map<LabelSet, Liveness.State[]> known = new HashMap<>();

  /**
   * @param spanMillis before each time, in which a sign of life is looked for
   */
  Presence(Liveness liveness, long[] ends, long spanMillis) {
    this.liveness = liveness;
    this.ends = ends;
    this.spanMillis = spanMillis;
  }

  /** Whether one of the targets lived; where that is not known, what grew must have. */
  boolean isPresent(Set<LabelSet> targets, int step, boolean grew) {
    boolean unknown = false;
    for (LabelSet target : targets) {
      switch (states(target)[step]) {
        case ALIVE -> {
          return true;
        }
        case UNKNOWN -> unknown |= grew || liveness.isAliveNow(target);
        case GONE -> {}
      }
    }
    return unknown;
  }

  private Liveness.State[] states(LabelSet target) {
    return known.computeIfAbsent(target, this::look);
  }

  private Liveness.State[] look(LabelSet target) {
    Liveness.State[] states = new Liveness.State[ends.length];
    for (int i = 0; i < states.length; i++) {
      states[i] = liveness.state(target, ends[i] - spanMillis, ends[i]);
    }
    return states;
  }
}
