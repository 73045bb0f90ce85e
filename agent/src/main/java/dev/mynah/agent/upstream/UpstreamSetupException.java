package dev.mynah.agent.upstream;

/** An upstream cannot be called as it is configured, for instance because a file is unreadable. */
public final class UpstreamSetupException extends Exception {
  private static final long serialVersionUID = 1L;

  UpstreamSetupException(String message, Throwable cause) {
    super(message, cause);
  }
}
