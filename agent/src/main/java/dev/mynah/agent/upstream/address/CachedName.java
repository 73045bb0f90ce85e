package dev.mynah.agent.upstream.address;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** What is known of one name, and who waits to know more. Guarded by itself, held for moments. */
final class CachedName {
  private @Nullable List<InetAddress> addresses;
  private long resolvedAtNanos;
  private long failedAtNanos;
  private boolean failed;
  private boolean renewing;
  private List<Waiter> waiters = new ArrayList<>();

  private record Waiter(Executor loop, Names.Answer answer) {}

  /**
   * What a question found.
   *
   * @param answered whether the asker has its answer now
   * @param lookUp whether the asker must start a lookup
   */
  record Found(boolean answered, boolean lookUp, @Nullable List<InetAddress> addresses) {}

  synchronized Found find(long now, long ttlNanos, Executor loop, Names.Answer answer) {
    if (failed && addresses == null && now - failedAtNanos < Names.NEGATIVE_NANOS) {
      return new Found(true, false, null);
    }
    long ageNanos = now - resolvedAtNanos;
    if (addresses != null && ageNanos < ttlNanos) {
      return new Found(true, false, addresses);
    }
    boolean recentlyFailed = failed && now - failedAtNanos < Names.NEGATIVE_NANOS;
    boolean stale = ttlNanos > 0 && ageNanos < ttlNanos + Names.STALE_NANOS;
    boolean answered = addresses != null && (stale || recentlyFailed);
    if (!answered) {
      waiters.add(new Waiter(loop, answer));
    }
    boolean lookUp = !renewing && !recentlyFailed;
    renewing |= lookUp;
    return new Found(answered, lookUp, addresses);
  }

  /** Takes the outcome of a lookup; null means that it failed, and what was known stays. */
  void renewed(@Nullable List<InetAddress> fresh, long now) {
    List<Waiter> told;
    List<InetAddress> outcome;
    synchronized (this) {
      renewing = false;
      failed = fresh == null;
      if (fresh == null) {
        failedAtNanos = now;
      } else {
        addresses = fresh;
        resolvedAtNanos = now;
      }
      outcome = addresses;
      told = waiters;
      waiters = new ArrayList<>();
    }
    for (Waiter waiter : told) {
      waiter.loop.execute(() -> waiter.answer.resolved(outcome));
    }
  }
}
