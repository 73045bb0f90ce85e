package dev.mynah.exporter.promql.eval;

/**
 * The times of a query.
 *
 * @param stepMillis 0 for an instant query, which has one time
 */
public record Grid(long startMillis, long stepMillis, int steps) {

  /** One time. */
  public static Grid instant(long millis) {
    return new Grid(millis, 0, 1);
  }

  /** From a time to another, which is one of them when steps meet it. */
  public static Grid range(long startMillis, long endMillis, long stepMillis) {
    return new Grid(startMillis, stepMillis, (int) ((endMillis - startMillis) / stepMillis) + 1);
  }

  /** A time in milliseconds. */
  public long time(int step) {
    return startMillis + step * stepMillis;
  }

  /** The last time. */
  public long endMillis() {
    return time(steps - 1);
  }
}
