package dev.mynah.sidecar;

/** The process cannot start for a reason that its operator understands: one sentence. */
public final class StartFailure extends Exception {
  private static final long serialVersionUID = 1L;

  /** One sentence, with what to do where that is known. */
  public StartFailure(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
