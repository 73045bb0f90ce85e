package dev.mynah.agent.exchange;

import dev.mynah.agent.http.ResponseHead;
import dev.mynah.agent.respond.Failure;

/**
 * One call to an upstream. Connections, pools, retries and hop-by-hop fields of the upstream's side
 * live behind it. Event loop only.
 */
public interface UpstreamStream {
  /** Gives up: the listener is not called any more and what is held is released. */
  void cancel();

  /** Hears what becomes of a call. Exactly one of response, switched and failed is called. */
  interface Listener {
    /** A 1xx that is not 101; the head is valid during the call. */
    void informational(ResponseHead head);

    /**
     * The final answer. Hop-by-hop fields are gone, everything else is as the upstream sent it.
     *
     * @param head valid until the body ended
     */
    void response(ResponseHead head, BodySource body);

    /**
     * The upstream agreed to another protocol.
     *
     * @param tunnel both directions from now on
     */
    void switched(ResponseHead head, Tunnel tunnel);

    /** There is no answer to pass on. */
    void failed(Failure failure);
  }

  /** Raw bytes both ways after a 101. */
  interface Tunnel {
    /** What the upstream sends. */
    BodySource fromUpstream();

    /** Sends on what the client sends. */
    void send(BodySource fromClient);
  }
}
