package dev.mynah.inject;

/** A sidecar cannot be added as asked; the message says what was found, where, and what may be. */
public final class InjectionRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The whole sentence. */
  public InjectionRefused(String sentence) {
    super(sentence, null, false, false);
  }
}
