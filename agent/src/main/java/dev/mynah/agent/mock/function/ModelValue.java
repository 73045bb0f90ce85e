package dev.mynah.agent.mock.function;

import org.jspecify.annotations.Nullable;

/**
 * A value that is more than its text, such as a path with its segments. Its text is its {@code
 * toString}.
 */
public interface ModelValue {
  /** The same as text, number, list or map: what JSON shows of it. */
  Object plain();

  /** Whether a block around it is rendered once with it, and not once for each entry of a list. */
  default boolean isOne() {
    return true;
  }

  /** What a name means below this value, where it is no map; null for nothing. */
  default @Nullable Object named(String name) {
    return null;
  }
}
