package dev.mynah.agent.upstream;

/**
 * What a call may use up, where it shares that with calls made before it.
 *
 * @param sinceNanos from when the total time limit is counted
 * @param sendings how often the request may be sent, at least 1
 */
public record CallLimits(long sinceNanos, int sendings) {
  /** Those of a call that shares with no other: the upstream's settings alone count. */
  static CallLimits own(long nowNanos) {
    return new CallLimits(nowNanos, Integer.MAX_VALUE);
  }
}
