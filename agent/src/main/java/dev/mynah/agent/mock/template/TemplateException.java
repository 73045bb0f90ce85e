package dev.mynah.agent.mock.template;

/** A template cannot be compiled. The message says what is wrong, and in which of its lines. */
public final class TemplateException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String where;

  TemplateException(String where, int line, String message) {
    super("line " + line + ": " + message);
    this.where = where;
  }

  /** Where in a JSON body the template stands, as {@code .items[0].name}; empty for text. */
  public String where() {
    return where;
  }
}
