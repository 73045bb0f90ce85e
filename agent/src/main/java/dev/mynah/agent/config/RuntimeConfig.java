package dev.mynah.agent.config;

/**
 * Threads and transport; read at start only.
 *
 * @param eventLoops 0 means min(4, CPUs)
 */
public record RuntimeConfig(int eventLoops, Transport transport) {
  /** How sockets are driven. */
  public enum Transport {
    /** epoll where available, else NIO. */
    AUTO,
    EPOLL,
    NIO,
    IO_URING
  }

  public static final RuntimeConfig DEFAULT = new RuntimeConfig(0, Transport.AUTO);
}
