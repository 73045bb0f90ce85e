package dev.mynah.exporter.query.count;

import dev.mynah.exporter.series.Series;
import dev.mynah.ledger.HitSeries;

/**
 * How many requests, how they ended and what they carried. Whole numbers where they come from
 * counts, weighted sums where they come from samples. One thread.
 */
public final class Volume {
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int GATEWAY_TIMEOUT = 504;

  private double requests;
  private double clientErrors;
  private double serverErrors;
  private double unanswered;
  private double rateLimited;
  private double timeouts;
  private double cached;
  private double deduplicated;
  private double mocked;
  private double proxied;
  private double unmatched;
  private double bytesIn;
  private double bytesOut;
  private double seconds;
  private double cost;
  private long firstMillis;
  private long lastMillis;

  /** How requests ended, read once for the values of a series. */
  record End(int status, String outcome) {
    static End of(Series series) {
      return new End(Volume.status(series.get("code")), series.get("outcome"));
    }
  }

  /** Adds a value of the family of requests. */
  void add(End end, long[] words) {
    count(end.status(), end.outcome(), (double) words[HitSeries.REQUESTS]);
    bytesIn += words[HitSeries.BYTES_IN];
    bytesOut += words[HitSeries.BYTES_OUT];
    seen(words[HitSeries.FIRST_HIT], words[HitSeries.LAST_HIT]);
  }

  /** Adds samples that ended alike. */
  void add(Sample sample) {
    count(status(sample.code()), sample.outcome(), sample.requests());
    bytesIn += sample.bytesIn();
    bytesOut += sample.bytesOut();
    seconds += sample.seconds();
    cost += sample.cost();
    seen(sample.firstMillis(), sample.lastMillis());
  }

  /** Weighted sums over samples that ended alike. */
  record Sample(
      String code,
      String outcome,
      double requests,
      double bytesIn,
      double bytesOut,
      double seconds,
      double cost,
      long firstMillis,
      long lastMillis) {}

  private void count(int status, String outcome, double number) {
    requests += number;
    if (status >= 500) {
      serverErrors += number;
    } else if (status >= 400) {
      clientErrors += number;
    } else if (status < 100) {
      unanswered += number;
    }
    rateLimited += status == TOO_MANY_REQUESTS ? number : 0;
    timeouts += status == GATEWAY_TIMEOUT ? number : 0;
    switch (outcome) {
      case "cache" -> cached += number;
      case "dedup" -> deduplicated += number;
      case "mock" -> mocked += number;
      case "proxied" -> proxied += number;
      case "unmatched" -> unmatched += number;
      default -> {
        // Faults, replays, rejections and errors are told apart by status and by outcome.
      }
    }
  }

  private void seen(long first, long last) {
    if (first > 0) {
      firstMillis = firstMillis == 0 ? first : Math.min(firstMillis, first);
    }
    lastMillis = Math.max(lastMillis, last);
  }

  private static int status(String code) {
    try {
      return Integer.parseInt(code);
    } catch (NumberFormatException folded) {
      return 100;
    }
  }

  public double requests() {
    return requests;
  }

  /** Answers of 400 and above, and requests without an answer. */
  public double errors() {
    return clientErrors + serverErrors + unanswered;
  }

  public double clientErrors() {
    return clientErrors;
  }

  public double serverErrors() {
    return serverErrors;
  }

  public double unanswered() {
    return unanswered;
  }

  public double rateLimited() {
    return rateLimited;
  }

  public double timeouts() {
    return timeouts;
  }

  public double cached() {
    return cached;
  }

  public double deduplicated() {
    return deduplicated;
  }

  public double mocked() {
    return mocked;
  }

  public double proxied() {
    return proxied;
  }

  public double unmatched() {
    return unmatched;
  }

  public double bytesIn() {
    return bytesIn;
  }

  public double bytesOut() {
    return bytesOut;
  }

  /** All durations together; known of samples only. */
  public double seconds() {
    return seconds;
  }

  /** What the requests cost, as they were priced then; known of samples only. */
  public double cost() {
    return cost;
  }

  /** The first hit; 0 when there is none. */
  public long firstMillis() {
    return firstMillis;
  }

  /** The last hit; 0 when there is none. */
  public long lastMillis() {
    return lastMillis;
  }

  /** Errors per request; 0 without requests. */
  public double errorRate() {
    return requests == 0 ? 0 : errors() / requests;
  }
}
