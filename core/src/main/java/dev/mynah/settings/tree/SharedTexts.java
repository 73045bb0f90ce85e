package dev.mynah.settings.tree;

import org.jspecify.annotations.Nullable;

/**
 * Gives equal short texts as one object: keys, methods and header names stand in a configuration a
 * thousand times over. Forgets a text when another falls on its place, so it takes the same memory
 * whatever is read. For one thread.
 */
final class SharedTexts {
  private static final int PLACES = 2048;
  private static final int LONGEST = 64;

  private final @Nullable String[] known = new @Nullable String[PLACES];

  String of(String text) {
    if (text.length() > LONGEST) {
      return text;
    }
    int hash = text.hashCode() * 0x9E3779B9;
    int at = (hash ^ hash >>> 16) & PLACES - 1;
    String before = known[at];
    if (text.equals(before)) {
      return before;
    }
    known[at] = text;
    return text;
  }
}
