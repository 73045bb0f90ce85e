package dev.mynah.agent.reuse.cache;

import dev.mynah.agent.exchange.UpstreamStream;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.RequestHead;

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
  UpstreamStream call(RequestHead head, UpstreamStream.Listener listener);

  /** The fields that the upstream would be told of a request, with what is added on its way. */
  Fields told(RequestHead head);

  /** Told how many bytes of a body the call brought, once it is over. */
  void received(long bodyBytes);
}
