package dev.mynah.agent.exchange;

import dev.mynah.agent.http.ResponseHead;
import dev.mynah.agent.respond.Failure;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * One call to an upstream. Connections, pools, retries and hop-by-hop fields of the upstream's side
 * live behind it. Event loop only.
 */
public interface UpstreamStream {
  /** Gives up: the listener is not called any more and what is held is released. */
  void cancel();

  /** Where the call went so far, for explanations. */
  default Trace trace() {
    return Trace.NONE;
  }

  /**
   * Where a call went.
   *
   * @param address of the connection used last; empty when there was none
   * @param attempts how often the request was sent, 1 when once
   */
  record Trace(String address, int attempts) {
    public static final Trace NONE = new Trace("", 0);

    /** A name that the address was found by is left out. */
    public static Trace of(@Nullable SocketAddress address, int attempts) {
      String text = address == null ? "" : address.toString();
      return new Trace(text.substring(text.indexOf('/') + 1), attempts);
    }
  }

  /** Hears what becomes of a call. Exactly one of response, switched and failed is called. */
  interface Listener {
    /**
     * A connection was taken: from now on the upstream may have seen some of the request. Called
     * again for every connection that is tried.
     */
    default void sending() {}

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
