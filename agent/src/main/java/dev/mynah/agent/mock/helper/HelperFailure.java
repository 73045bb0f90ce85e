package dev.mynah.agent.mock.helper;

/**
 * A template cannot be rendered for this request. The message is for the operator's log and holds
 * nothing of the request; there is no stack trace, because a client can bring this about at will.
 */
public final class HelperFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public HelperFailure(String message) {
    super(message, null, false, false);
  }
}
