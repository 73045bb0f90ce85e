package dev.mynah.agent.reuse.dedup;

import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.exchange.Timers;
import dev.mynah.agent.http.ResponseHead;
import dev.mynah.agent.respond.Failure;
import java.util.concurrent.Executor;

/**
 * One request in the window, as the way of a request implements it. Called on its own event loop;
 * exactly one of {@link #goOn}, {@link #goAlone}, {@link #answer} and {@link #fail} is called,
 * unless its client goes first.
 */
public interface DedupRequest {
  /** Its event loop; any thread may ask. */
  Executor loop();

  Timers timers();

  /** It has to wait for the first of its kind. */
  void waits();

  /**
   * It is the first of its kind: to be answered as if there were no window, and to tell its {@link
   * Turn} what becomes of it.
   */
  void goOn();

  /** It is answered as if there were no window, and nobody is told. */
  void goAlone(Skip why);

  /**
   * It gets the answer of the first.
   *
   * @param head its own, to be changed as it likes
   */
  void answer(ResponseHead head, BodySource body, Saved saved);

  /** It gets the first one's failure, or one of waiting. */
  void fail(Failure failure);

  /** Why a request passes the window by; the label of a metric in lower case. */
  enum Skip {
    /** Its body is longer than the limit. */
    BODY_TOO_LARGE,
    /** It asks for another protocol. */
    UPGRADE,
    /** Too many wait for the same answer. */
    CROWDED,
    /** It has waited for as long as it may. */
    WAITED_TOO_LONG
  }

  /**
   * What a duplicate did not cost.
   *
   * @param upstreamNanos what the first one's answer took, to its head
   * @param bodyBytes of the answer, or -1 while it is not complete
   */
  record Saved(long upstreamNanos, long bodyBytes) {}
}
