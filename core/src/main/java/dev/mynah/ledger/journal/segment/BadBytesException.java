package dev.mynah.ledger.journal.segment;

/** Bytes that make no sense. It carries no stack trace: damage may be found many times over. */
public final class BadBytesException extends Exception {
  private static final long serialVersionUID = 1;

  /** Says what does not fit. */
  public BadBytesException(String message) {
    super(message, null, false, false);
  }
}
