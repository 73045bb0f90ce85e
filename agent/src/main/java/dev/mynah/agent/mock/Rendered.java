package dev.mynah.agent.mock;

/** What became of rendering an answer. */
public sealed interface Rendered {
  /** The answer is there. */
  record Whole(MockContent content) implements Rendered {}

  /**
   * The template gave up; the client is told {@code template_error} and nothing of this.
   *
   * @param detail for the log of the operator who wrote the template: what failed and in which
   *     helper, without anything of the request
   */
  record Failed(String detail) implements Rendered {}
}
