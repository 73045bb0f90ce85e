package dev.mynah.agent.route.match;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Names and values in the order they came, duplicates kept: a query's parameters or a request's
 * cookies. Not thread-safe.
 */
public final class Pairs {
  private static final int USUAL = 8;

  private String[] names = new String[USUAL];
  private String[] values = new String[USUAL];
  private int size;

  void clear() {
    Arrays.fill(names, 0, size, "");
    Arrays.fill(values, 0, size, "");
    size = 0;
  }

  void add(String name, String value) {
    if (size == names.length) {
      names = Arrays.copyOf(names, size * 2);
      values = Arrays.copyOf(values, size * 2);
    }
    names[size] = name;
    values[size] = value;
    size++;
  }

  public int size() {
    return size;
  }

  public String name(int i) {
    return names[i];
  }

  public String value(int i) {
    return values[i];
  }

  /** Where the name stands from {@code from} on, or -1. */
  public int indexOf(String name, int from) {
    for (int i = from; i < size; i++) {
      if (names[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** The first value of this name, or null. */
  public @Nullable String get(String name) {
    int i = indexOf(name, 0);
    return i < 0 ? null : values[i];
  }
}
