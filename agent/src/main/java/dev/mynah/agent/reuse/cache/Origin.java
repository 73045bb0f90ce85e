package dev.mynah.agent.reuse.cache;

import dev.mynah.agent.exchange.UpstreamStream;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.respond.Failure;

/**
 * The upstream of a route as a fetch calls it. It outlives the exchange that gave it. Event loop
 * only: the one it was made on.
 */
public interface Origin {
  /**
   * Asks for a head without a body. The listener may be called before this returns.
   *
   * @param head unchanged until the call is over
   */
  UpstreamStream call(RequestHead head, Allowance allowance, UpstreamStream.Listener listener);

  /** How long a call may take from its beginning to the answer's last byte; 0 for no limit. */
  long limitNanos();

  /** Told before a call is made again because the one before failed. */
  void triedAgain(Failure failure);

  /** The fields that the upstream would be told of a request, with what is added on its way. */
  Fields told(RequestHead head);

  /** Told how many bytes of a body the call brought, once it is over. */
  void received(long bodyBytes);

  /**
   * What a call may use up of what several calls share.
   *
   * @param sinceNanos when the first of them began: the total time limit is counted from there
   * @param sendings how often the request may be sent, at least 1
   */
  record Allowance(long sinceNanos, int sendings) {}
}
