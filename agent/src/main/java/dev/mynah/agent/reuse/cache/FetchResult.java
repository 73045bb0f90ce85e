package dev.mynah.agent.reuse.cache;

import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.http.ResponseHead;
import dev.mynah.agent.respond.Failure;
import dev.mynah.agent.reuse.rules.Storing.Refusal;
import dev.mynah.agent.reuse.store.StoredAnswer;
import org.jspecify.annotations.Nullable;

/** What a fetch comes to for one of those who wait for it. Told on the waiter's event loop. */
sealed interface FetchResult {
  /** Lets go of what the result holds; for a waiter that does not use it. */
  default void drop() {}

  /**
   * An answer that all may read. The receiver has a reference to it and tells the fetch when it has
   * opened the body, or will not.
   *
   * @param original the head as it came, valid during the call, for the one whose request it was;
   *     else null
   */
  record Shared(Fetch fetch, StoredAnswer answer, @Nullable ResponseHead original)
      implements FetchResult {
    @Override
    public void drop() {
      answer.release();
      fetch.opened();
    }
  }

  /** The origin's own answer, for the one whose request it was alone. */
  record Yours(ResponseHead head, BodySource body, Refusal refusal) implements FetchResult {
    @Override
    public void drop() {
      body.cancel();
    }
  }

  /** The stored answer still holds. The receiver has a reference to it. */
  record Confirmed(StoredAnswer answer) implements FetchResult {
    @Override
    public void drop() {
      answer.release();
    }
  }

  /** Another replica had an answer, which is fresh. The receiver has a reference to it. */
  record Found(StoredAnswer answer) implements FetchResult {
    @Override
    public void drop() {
      answer.release();
    }
  }

  /**
   * There is nothing to share: each goes on alone.
   *
   * @param status of the answer that cannot be shared
   */
  record Released(int status, Refusal refusal) implements FetchResult {}

  /** Nothing yet: the waiter will be told. */
  record Pending() implements FetchResult {}

  /** The fetch is over for those who come now. */
  record Missed() implements FetchResult {}

  /** There is no answer. */
  record Failed(Failure failure) implements FetchResult {}
}
