package dev.mynah.agent.accept;

import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollSocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * What the end of a client's input means. A client may close its sending side and wait for its
 * answers (RFC 9112 section 9.6); one that is gone sends the same FIN. So requests that arrived
 * whole are answered, and a client that was gone shows when it resets what we send. Event loop
 * only.
 *
 * <p>A half-closed connection on which nothing is sent is probed: once the client's system has
 * forgotten the connection it answers a probe with a reset. Only epoll can tell that; elsewhere the
 * time limits of the upstream bound what is done for nobody.
 */
final class InputEnd {
  private static final int TCP_CLOSE = 7;
  private static final int PROBE_SECONDS = 5;
  private static final int PROBES = 3;

  private boolean seen;

  /** What is to be done. */
  enum Means {
    GO_ON,
    /** Everything that came was answered. */
    ALL_DONE,
    /** What was begun will never be complete. */
    GONE
  }

  /** The input has ended; what was read before may still wait to be used. */
  void see(Channel channel) {
    seen = true;
    if (channel instanceof EpollSocketChannel socket) {
      socket
          .config()
          .setKeepAlive(true)
          .setTcpKeepIdle(PROBE_SECONDS)
          .setTcpKeepIntvl(PROBE_SECONDS)
          .setTcpKeepCnt(PROBES);
    }
  }

  boolean isSeen() {
    return seen;
  }

  /**
   * To be asked when no more can be taken from what was read.
   *
   * @param current the stream under way
   * @param more whether bytes are left that were read
   */
  Means means(@Nullable Http1Stream current, boolean more) {
    if (current == null) {
      return Means.ALL_DONE;
    }
    RequestBody body = current.requestBody();
    if (body.isDone()) {
      if (!more) {
        current.closeAfterwards();
      }
      return Means.GO_ON;
    }
    if (more && !body.isFlowing() || current.isAnswering() && !body.isTunnel()) {
      return Means.GO_ON;
    }
    if (body.isTunnel()) {
      body.inputClosed();
      return Means.GO_ON;
    }
    return Means.GONE;
  }

  /** Whether the client has reset the connection since its input ended. */
  boolean isReset(Channel channel) {
    return seen
        && channel instanceof EpollSocketChannel socket
        && socket.isOpen()
        && socket.tcpInfo().state() == TCP_CLOSE;
  }
}
