package dev.mynah.agent.reuse.cache;

import dev.mynah.agent.reuse.store.StoredAnswer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for a fetch, and what those get who come while its body is on its way. Thread-safe; the
 * lock is held for a few field accesses.
 */
final class Waiters {
  private static final FetchResult PENDING = new FetchResult.Pending();
  private static final FetchResult MISSED = new FetchResult.Missed();

  private List<Waiter> waiting = new ArrayList<>(1);
  private @Nullable Waiter first;
  private @Nullable StoredAnswer shared;
  private boolean closed;

  synchronized FetchResult join(Waiter waiter, Fetch fetch) {
    StoredAnswer answer = shared;
    if (closed || answer != null && !answer.tryRetain()) {
      return MISSED;
    }
    if (answer != null) {
      fetch.expectReader();
      return new FetchResult.Shared(fetch, answer, null);
    }
    if (first == null) {
      first = waiter;
    }
    waiting.add(waiter);
    return PENDING;
  }

  /** Whether nobody is left. */
  synchronized boolean leave(Waiter waiter) {
    return waiting.remove(waiter) && waiting.isEmpty();
  }

  synchronized boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** The one whose request began the fetch, gone or not. */
  synchronized @Nullable Waiter first() {
    return first;
  }

  /** From now on everybody gets this answer. */
  synchronized List<Waiter> share(StoredAnswer answer) {
    shared = answer;
    return take();
  }

  /** From now on nobody joins. */
  synchronized List<Waiter> close() {
    closed = true;
    shared = null;
    return take();
  }

  /** Closes unless somebody waits. */
  synchronized boolean closeIfNone() {
    if (!waiting.isEmpty()) {
      return false;
    }
    closed = true;
    return true;
  }

  private List<Waiter> take() {
    List<Waiter> told = waiting;
    waiting = new ArrayList<>(0);
    return told;
  }
}
