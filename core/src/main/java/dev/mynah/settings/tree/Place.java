package dev.mynah.settings.tree;

import java.util.regex.Pattern;

/**
 * Where a value stands.
 *
 * @param key the path of keys as the user wrote it, such as {@code routes[3].match.path}; empty for
 *     a whole source
 * @param line counted from 1; 0 when there are no lines
 * @param column counted from 1; 0 when there are no columns
 */
public record Place(Source source, String key, int line, int column) {
  private static final Pattern PLAIN_KEY = Pattern.compile("[\\p{L}\\p{N}_*-]{1,80}");

  /** The start of a source. */
  public static Place startOf(Source source) {
    return new Place(source, "", 0, 0);
  }

  /** The place of a key below this one that is not there. */
  public Place missing(String name) {
    return new Place(source, join(key, name), line, column);
  }

  /** {@code key} extended by a name. */
  static String join(String key, String name) {
    if (!PLAIN_KEY.matcher(name).matches()) {
      return key + "[\"" + Shown.of(name) + "\"]";
    }
    return key.isEmpty() ? name : key + "." + name;
  }

  /** {@code key} extended by a position in a list. */
  static String join(String key, int index) {
    return key + "[" + index + "]";
  }

  Place withKey(String newKey) {
    return new Place(source, newKey, line, column);
  }

  /** The source and the line, as printed at the end of a problem. */
  @Override
  public String toString() {
    return line == 0 ? source.name() : source.name() + " line " + line;
  }
}
