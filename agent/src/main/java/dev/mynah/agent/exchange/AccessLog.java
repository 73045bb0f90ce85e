package dev.mynah.agent.exchange;

/**
 * Is told of every finished exchange when an operator wants a line for each.
 *
 * <p>Called on event loops, so it must never wait and never throw.
 */
public interface AccessLog {
  /** Nobody wants lines. */
  AccessLog NONE =
      new AccessLog() {
        @Override
        public boolean wanted() {
          return false;
        }

        @Override
        public void finished(Entry entry) {
          // Nobody asked.
        }
      };

  /** Whether to tell at all: asked first, so that nothing is put together for nobody. */
  boolean wanted();

  /** One exchange has ended, well or not. */
  void finished(Entry entry);

  /**
   * What a line may hold: no query, no field, no body, since those carry secrets.
   *
   * @param path without the query
   * @param status 0 when no answer was begun
   * @param durationNanos from the request's first byte to the answer's last
   */
  record Entry(
      String client,
      String method,
      String path,
      String version,
      int status,
      String route,
      String outcome,
      long bytesIn,
      long bytesOut,
      long durationNanos) {}
}
