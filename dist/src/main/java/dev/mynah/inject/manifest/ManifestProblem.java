package dev.mynah.inject.manifest;

/** A text cannot be read as manifests, or not changed safely; the message is a whole sentence. */
public final class ManifestProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What was found, what is expected and where. */
  public ManifestProblem(String sentence) {
    super(sentence, null, false, false);
  }
}
