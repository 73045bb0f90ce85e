package dev.mynah.agent.mock.function;

/**
 * A template cannot be rendered for this request. The message is for the operator's log and holds
 * nothing of the request; there is no stack trace, because a client can bring this about at will.
 */
public final class FunctionFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public FunctionFailure(String message) {
    super(message, null, false, false);
  }
}
