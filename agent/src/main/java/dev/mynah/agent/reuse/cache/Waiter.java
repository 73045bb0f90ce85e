package dev.mynah.agent.reuse.cache;

import java.util.concurrent.Executor;

/** Who waits for a fetch. */
interface Waiter {
  /** The waiter's event loop. */
  Executor loop();

  /** Told once, on that loop. */
  void told(FetchResult result);
}
