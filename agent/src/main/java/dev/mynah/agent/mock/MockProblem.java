package dev.mynah.agent.mock;

/**
 * Something in a {@code mock} block that cannot be served.
 *
 * @param key where, as written below {@code mock}: {@code headers.Content-Length}, {@code
 *     json.items[2].name}, {@code file}; empty for the block as a whole
 * @param found what stands there, or what the compiler says of it with its line
 * @param expected what is allowed, as the end of a sentence that begins with "expected"
 */
public record MockProblem(String key, String found, String expected) {
  /** The whole as one sentence. */
  @Override
  public String toString() {
    return key + ": " + found + " (" + expected + ")";
  }
}
