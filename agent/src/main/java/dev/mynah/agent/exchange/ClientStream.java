package dev.mynah.agent.exchange;

import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.http.ResponseHead;
import dev.mynah.agent.respond.Failure;
import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * One request as it came in, and the way its answer goes back. Pipelining, keep-alive, chunking and
 * hop-by-hop fields of the client's side live behind it, so the way of a request is the same for
 * every HTTP version. Event loop only.
 *
 * <p>Exactly one final answer is given: by {@link #respond}, {@link #respondEncoded}, {@link
 * #switchProtocols} or {@link #reset}.
 */
public interface ClientStream {
  /** The head; valid until the exchange is over. */
  RequestHead head();

  /** The request's body. Starting it also sends the 100 that a client may be waiting for. */
  BodySource body();

  /** Content bytes of the request received so far. */
  long bodyBytesRead();

  /** The client's address as the socket has it. */
  InetSocketAddress peer();

  /** Which listener it came by: the place of that listener in the configuration. */
  int listener();

  /** The address the client connected to. */
  InetSocketAddress local();

  /** Sends a 1xx that is not 101. Ignored for clients that cannot take it (HTTP/1.0). */
  void inform(ResponseHead head);

  /**
   * Sends the answer; the stream drives the body at the client's pace and cancels it when the
   * client goes away. The head is written at once, the body as it comes. For HEAD, 204 and 304 the
   * body is cancelled unread, its length still named.
   *
   * @param done told once when the last byte is handed to the transport or nothing more will be
   */
  void respond(ResponseHead head, BodySource body, ResponseEnd done);

  /**
   * Sends an answer that was encoded beforehand, whole; a HEAD request gets its head alone. The
   * buffers are not released: they stay the caller's, unchanged for as long as they may be sent.
   */
  void respondEncoded(EncodedAnswer answer, ResponseEnd done);

  /**
   * Answers 101 and turns the stream into a tunnel: what comes from {@code fromUpstream} goes to
   * the client as it is.
   *
   * @return what the client sends from now on
   */
  BodySource switchProtocols(ResponseHead head, BodySource fromUpstream, ResponseEnd done);

  /** Gives up on the stream: nothing more is sent, over HTTP/1.1 the connection is closed. */
  void reset(Failure why);

  /** Calls back when the client goes away before the answer is complete. */
  void onGone(Runnable gone);

  /** An answer that is the same bytes every time, but for what a connection adds. */
  interface EncodedAnswer {
    /** Status line and fields without Connection and the empty line that ends them. */
    byte[] head();

    /** Whether Date is among the fields; else the stream says it. */
    default boolean isDated() {
      return false;
    }

    /** The content; empty for none. Never released by a stream. */
    ByteBuf content();

    int status();
  }

  /** How the sending of an answer ended. */
  interface ResponseEnd {
    /**
     * Told once.
     *
     * @param bodyBytes content bytes handed to the transport
     * @param failure null when the answer is complete
     */
    void ended(long bodyBytes, @Nullable Failure failure);
  }
}
