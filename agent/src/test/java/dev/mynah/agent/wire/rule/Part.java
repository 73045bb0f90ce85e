package dev.mynah.agent.wire.rule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A mapping of a rule's file, read key by key; a key that nobody read is a mistake in the file. */
final class Part {
  private final String where;
  private final Map<?, ?> values;
  private final Set<Object> read = new HashSet<>();

  private Part(String where, Map<?, ?> values) {
    this.where = where;
    this.values = values;
  }

  static Part of(String where, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return new Part(where, map);
    }
    throw new IllegalArgumentException(where + ": expected a mapping, found " + value);
  }

  /** Reads a whole part, and nothing but what there is. */
  static <T> T whole(String where, @Nullable Object value, Function<Part, T> reading) {
    Part part = of(where, value);
    T result = reading.apply(part);
    part.values.keySet().stream()
        .filter(key -> !part.read.contains(key))
        .findFirst()
        .ifPresent(
            key -> {
              throw new IllegalArgumentException(where + ": no key is called " + key);
            });
    return result;
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  @Nullable Object find(String key) {
    read.add(key);
    return values.get(key);
  }

  /** A scalar as it is written on the wire; null when there is none. */
  @Nullable String text(String key) {
    Object value = find(key);
    if (value instanceof Map || value instanceof List) {
      throw new IllegalArgumentException(where + "." + key + ": expected a single value");
    }
    return value == null ? null : value.toString();
  }

  String required(String key) {
    String text = text(key);
    if (text == null || text.isBlank()) {
      throw new IllegalArgumentException(where + ": " + key + " is missing");
    }
    return text;
  }

  int number(String key, int byDefault) {
    String text = text(key);
    return text == null ? byDefault : Integer.parseInt(text);
  }

  boolean truth(String key) {
    String text = text(key);
    if (text != null && !text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException(where + "." + key + ": expected true or false");
    }
    return "true".equals(text);
  }

  Duration duration(String key) {
    String text = text(key);
    return text == null ? Duration.ZERO : Moments.duration(text);
  }

  /** Every element of a list, which may be left out. */
  <T> List<T> each(String key, Function<Part, T> reading) {
    List<T> all = new ArrayList<>();
    for (Object element : list(key)) {
      all.add(whole(where + "." + key + "[" + all.size() + "]", element, reading));
    }
    return all;
  }

  List<?> list(String key) {
    Object value = find(key);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> elements) {
      return elements;
    }
    throw new IllegalArgumentException(where + "." + key + ": expected a list");
  }

  Map<?, ?> map(String key) {
    Object value = find(key);
    return value == null ? Map.of() : of(where + "." + key, value).values;
  }
}
