package dev.mynah.agent.mock.function;

/**
 * A value that is more than its text, such as a path with its segments. Its text is its {@code
 * toString}.
 */
public interface ModelValue {
  /** The same as text, number, list or map: what JSON shows of it. */
  Object plain();
}
