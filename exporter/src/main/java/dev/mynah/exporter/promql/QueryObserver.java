package dev.mynah.exporter.promql;

/** Is told of every request, to count it. Any worker thread; must not throw. */
public interface QueryObserver {
  /** Counts nothing. */
  QueryObserver NONE =
      new QueryObserver() {
        @Override
        public void answered(String endpoint, int status, long nanos) {}

        @Override
        public void refused(String reason) {}
      };

  /**
   * A request was answered.
   *
   * @param endpoint one of a fixed set of words: {@code query}, {@code query_range} ...
   * @param nanos until the answer's head
   */
  void answered(String endpoint, int status, long nanos);

  /**
   * A query was refused.
   *
   * @param reason one of a fixed set of words: {@code bad}, {@code unsupported}, {@code too_large},
   *     {@code timeout}
   */
  void refused(String reason);
}
