package dev.mynah.exporter.promql.budget;

import dev.mynah.exporter.promql.syntax.PromDuration;
import dev.mynah.exporter.series.QueryRefused;
import dev.mynah.exporter.series.QueryRefused.Kind;
import java.util.function.LongSupplier;

/** What a query has used of what it may use. One thread. */
public final class QueryBudget {
  private static final int CLOCK_EVERY = 1_024;

  private final PromqlSettings settings;
  private final LongSupplier nanoTime;
  private final long deadlineNanos;
  private final long timeoutMillis;
  private long valuesRead;
  private long cells;
  private int untilClock = CLOCK_EVERY;

  /**
   * A budget whose time runs from now on.
   *
   * @param timeoutMillis at most that of the settings
   */
  public QueryBudget(PromqlSettings settings, LongSupplier nanoTime, long timeoutMillis) {
    this.settings = settings;
    this.nanoTime = nanoTime;
    this.timeoutMillis = Math.min(timeoutMillis, settings.timeout().toMillis());
    this.deadlineNanos = nanoTime.getAsLong() + this.timeoutMillis * 1_000_000;
  }

  /** Nanoseconds that are left; 0 or less when there are none. */
  public long leftNanos() {
    return deadlineNanos - nanoTime.getAsLong();
  }

  /**
   * Counts a stored value that was read.
   *
   * @throws QueryRefused when there were too many, or time is up
   */
  public void readValue() {
    if (++valuesRead > settings.valuesRead()) {
      throw tooLarge(
          "query would read more than "
              + settings.valuesRead()
              + " stored values; a shorter range or a narrower selector reads less");
    }
    tick();
  }

  /**
   * Counts numbers that will be held in memory; call it before they are allocated.
   *
   * @throws QueryRefused when there would be too many
   */
  public void hold(long more) {
    cells += more;
    if (cells > settings.cells()) {
      throw tooLarge(
          "query would hold more than "
              + settings.cells()
              + " numbers in memory; aggregate over rate(...) or increase(...), use a longer step,"
              + " or select fewer series");
    }
  }

  /** Takes numbers back that are not held any more. */
  public void release(long fewer) {
    cells -= fewer;
  }

  /**
   * Checks a number of series.
   *
   * @throws QueryRefused when there are too many
   */
  public void series(long count) {
    if (count > settings.series()) {
      throw tooLarge("query selects more than " + settings.series() + " series");
    }
  }

  /**
   * Checks the time now and then; call it in loops.
   *
   * @throws QueryRefused when it is up
   */
  public void tick() {
    if (--untilClock <= 0) {
      checkTime();
    }
  }

  /**
   * Checks the time.
   *
   * @throws QueryRefused when it is up
   */
  public void checkTime() {
    untilClock = CLOCK_EVERY;
    if (leftNanos() <= 0) {
      throw new QueryRefused(
          Kind.TIMEOUT, "query timed out: it took more than " + PromDuration.format(timeoutMillis));
    }
  }

  /** How many stored values were read. */
  public long valuesRead() {
    return valuesRead;
  }

  public PromqlSettings settings() {
    return settings;
  }

  private static QueryRefused tooLarge(String sentence) {
    return new QueryRefused(Kind.TOO_LARGE, sentence);
  }
}
