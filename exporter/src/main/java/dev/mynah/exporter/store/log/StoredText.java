package dev.mynah.exporter.store.log;

/**
 * Text as both engines take it: without NUL, which PostgreSQL refuses, without halves of surrogate
 * pairs, which are no text, and not longer than its column is worth.
 */
final class StoredText {
  /** Stands for what cannot be stored. */
  static final char REPLACEMENT = '\uFFFD';

  /** Between the parts of a group of texts; in a text itself it is replaced. */
  static final char SEPARATOR = '\u001f';

  static final int NAME_CHARACTERS = 256;
  static final int AGENT_CHARACTERS = 512;
  static final int PATH_CHARACTERS = 2_048;
  static final int MESSAGE_CHARACTERS = 4_096;

  private StoredText() {}

  /** A text of at most this many characters. Most texts come back as they are. */
  static String clean(String text, int characters) {
    int end = end(text, characters);
    for (int i = 0; i < end; i++) {
      if (!plain(text.charAt(i))) {
        return replaced(text, end);
      }
    }
    return end == text.length() ? text : text.substring(0, end);
  }

  private static int end(String text, int characters) {
    if (text.length() <= characters) {
      return text.length();
    }
    boolean splitsPair =
        Character.isHighSurrogate(text.charAt(characters - 1))
            && Character.isLowSurrogate(text.charAt(characters));
    return splitsPair ? characters - 1 : characters;
  }

  private static boolean plain(char c) {
    return c != 0 && c != SEPARATOR && !Character.isSurrogate(c);
  }

  private static String replaced(String text, int end) {
    StringBuilder clean = new StringBuilder(end);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < end
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair) {
        clean.append(c).append(text.charAt(++i));
      } else {
        clean.append(plain(c) ? c : REPLACEMENT);
      }
    }
    return clean.toString();
  }
}
