package dev.mynah.agent.reuse.shared;

import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The server that replicas share, and its thread. To be called on that thread alone. */
public interface Server extends AutoCloseable {
  /** What happens to a connection. Told on the server's thread. */
  interface Events {
    /** Questions may be asked, and messages come. */
    void opened();

    /**
     * There is no connection, or none any more. Told once per {@link #open}.
     *
     * @param reason a few words without secrets
     */
    void lost(String reason);

    /** Somebody published something. */
    void message(byte[] message);
  }

  /** The thread that everything happens on; may be asked for on any. */
  EventExecutor thread();

  /** Where it is, for messages; any thread. */
  String name();

  /** Connects; there is no connection at this moment. */
  void open(Events events);

  /** Gives up the connection, and tells nobody. */
  void drop();

  /**
   * Runs a script.
   *
   * @return completed on the server's thread: with the reply, or null for nothing; fails with a
   *     {@link RefusedException} for what the server refuses
   */
  CompletionStage<byte @Nullable []> run(Op op, byte[][] keys, byte[][] args);

  /** Ends the thread as well; any thread. */
  @Override
  void close();

  /** The server's reply was an error. */
  final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean foreign;

    /**
     * @param foreign whether the reason is what somebody else keeps under the key
     */
    public RefusedException(boolean foreign) {
      super("refused", null, false, false);
      this.foreign = foreign;
    }

    boolean isForeign() {
      return foreign;
    }
  }
}
