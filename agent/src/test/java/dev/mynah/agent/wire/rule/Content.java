package dev.mynah.agent.wire.rule;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The content of a message as a rule gives it: a text, or {@code fill: 100000} for many bytes. */
final class Content {
  private static final int ALPHABET = 26;

  private Content() {}

  /** Null when the rule says nothing of it. */
  static @Nullable String of(Part part, String key) {
    Object value = part.find(key);
    if (value == null) {
      return null;
    }
    if (!(value instanceof Map<?, ?>)) {
      return value.toString();
    }
    return Part.whole(
        key,
        value,
        fill -> filled(fill.number("from", 0), Integer.parseInt(fill.required("fill"))));
  }

  private static String filled(int from, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = from; i < from + length; i++) {
      text.append((char) ('a' + i % ALPHABET));
    }
    return text.toString();
  }
}
