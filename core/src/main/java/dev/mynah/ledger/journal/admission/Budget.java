package dev.mynah.ledger.journal.admission;

import java.util.List;

/**
 * Shares the events of a second among ranks and event loops. Urgent requests may take nine tenths;
 * a quarter is kept for them also when there are none; usual ones get the rest, and never less than
 * a tenth. What a quiet moment leaves over can be used within {@value #BURST_SECONDS} seconds, so
 * that a few requests at once are all told of. While urgent ones come in bursts, both together may
 * be a tenth above the budget.
 *
 * <p>One thread: the writer's.
 */
public final class Budget {
  private static final double NANOS = 1e9;
  private static final int BURST_SECONDS = 2;
  private static final double SMOOTHING_SECONDS = 0.5;
  private static final double URGENT_AT_MOST = 0.9;
  private static final double URGENT_RESERVE = 0.25;
  private static final double USUAL_AT_LEAST = 0.1;

  private final int perSecond;
  private final Purse urgent = new Purse();
  private final Purse usual = new Purse();
  private long lastNanos;

  /** The samplers of one event loop. */
  public interface Loop {
    /** Of requests that are told of first. */
    Sampler urgent();

    /** Of all others. */
    Sampler usual();
  }

  /** What one rank has to spend. */
  private static final class Purse {
    double tokens;
    double rate;
    long seen;
    long taken;

    void fill(double share, double seconds, long nowSeen, long nowTaken) {
      double part = Math.min(1, seconds / SMOOTHING_SECONDS);
      rate += ((nowSeen - seen) / seconds - rate) * part;
      tokens = Math.min(tokens + share * seconds, share * BURST_SECONDS) - (nowTaken - taken);
      seen = nowSeen;
      taken = nowTaken;
    }

    double meanDistance(double share) {
      return Math.max(1, rate / share);
    }

    long each(int loops) {
      return tokens < 1 ? 0 : (long) Math.ceil(tokens / loops);
    }
  }

  /**
   * A full purse for each rank.
   *
   * @param nowNanos monotonic
   */
  public Budget(int perSecond, long nowNanos) {
    this.perSecond = perSecond;
    this.lastNanos = nowNanos;
    urgent.tokens = perSecond * URGENT_AT_MOST * BURST_SECONDS;
    usual.tokens = perSecond * (1 - URGENT_RESERVE) * BURST_SECONDS;
  }

  /** Looks at what was taken since the last time and says what may be taken until the next. */
  public void share(List<? extends Loop> loops, long nowNanos) {
    double seconds = Math.max(1, nowNanos - lastNanos) / NANOS;
    lastNanos = nowNanos;
    if (loops.isEmpty()) {
      return;
    }
    double urgentShare = perSecond * URGENT_AT_MOST;
    double urgentUse = Math.max(perSecond * URGENT_RESERVE, Math.min(urgent.rate, urgentShare));
    double usualShare = Math.max(perSecond * USUAL_AT_LEAST, perSecond - urgentUse);
    fill(urgent, urgentShare, seconds, loops.stream().map(Loop::urgent).toList());
    fill(usual, usualShare, seconds, loops.stream().map(Loop::usual).toList());
  }

  private static void fill(Purse purse, double share, double seconds, List<Sampler> samplers) {
    long seen = samplers.stream().mapToLong(Sampler::seen).sum();
    long taken = samplers.stream().mapToLong(Sampler::taken).sum();
    purse.fill(share, seconds, seen, taken);
    double mean = purse.meanDistance(share);
    long each = purse.each(samplers.size());
    samplers.forEach(sampler -> sampler.steer(mean, each));
  }
}
