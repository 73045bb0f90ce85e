package dev.mynah.agent.mock.template;

/**
 * A template gave up over a request. The message is for the operator's log and holds nothing of the
 * request. No stack trace: clients can bring this about at will.
 */
public final class RenderException extends Exception {
  private static final long serialVersionUID = 1L;

  RenderException(String message) {
    super(message, null, false, false);
  }
}
