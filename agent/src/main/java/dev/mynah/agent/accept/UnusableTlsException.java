package dev.mynah.agent.accept;

import java.nio.file.Path;

/** A certificate or key of a listener cannot be used; the message is one sentence with its name. */
public final class UnusableTlsException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  private final transient Path file;

  private final String why;

  /**
   * @param why goes on where the file's name stands before it: "holds no PEM certificate"
   */
  UnusableTlsException(Path file, String why) {
    super("the certificate of a listener cannot be used: " + file + " " + why);
    this.file = file;
    this.why = why;
  }

  /** What is the matter with the file, without its name. */
  public String why() {
    return why;
  }

  /** The file that is to blame. */
  public Path file() {
    return file;
  }
}
