package dev.mynah.control;

/** Ends an endpoint's work with the answer to give; nothing about it is logged as a failure. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  /** Without a stack trace: it says what the client did, not where we stood. */
  public ProblemException(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
