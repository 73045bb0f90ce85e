package dev.mynah.settings.tree;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a value stands: a source, a path of keys as the user wrote it, a line and a column.
 * Immutable.
 *
 * <p>A configuration of ten thousand routes has a hundred thousand places while it is read, and
 * shows the keys of none of them unless something is wrong. So a place knows the one above it and
 * its own step, and its key is put together when it is asked for.
 */
public final class Place {
  private static final Pattern PLAIN_KEY = Pattern.compile("[\\p{L}\\p{N}_*-]{1,80}");

  private final Source source;
  private final @Nullable Place above;

  /** The name of a key, or the {@link Integer} position in a list; the whole key without above. */
  private final Object step;

  private final int line;
  private final int column;

  /**
   * A place.
   *
   * @param key the path of keys, such as {@code routes[3].match.path}; empty for a whole source
   * @param line counted from 1; 0 when there are no lines
   * @param column counted from 1; 0 when there are no columns
   */
  public Place(Source source, String key, int line, int column) {
    this(source, null, key, line, column);
  }

  private Place(Source source, @Nullable Place above, Object step, int line, int column) {
    this.source = source;
    this.above = above;
    this.step = step;
    this.line = line;
    this.column = column;
  }

  /** The start of a source. */
  public static Place startOf(Source source) {
    return new Place(source, "", 0, 0);
  }

  public Source source() {
    return source;
  }

  /**
   * The path of keys as the user wrote it, such as {@code routes[3].match.path}; empty for a whole
   * source.
   */
  public String key() {
    if (above == null) {
      return (String) step;
    }
    String start = above.key();
    return step instanceof String name ? join(start, name) : start + "[" + step + "]";
  }

  /** Counted from 1; 0 when there are no lines. */
  public int line() {
    return line;
  }

  /** Counted from 1; 0 when there are no columns. */
  public int column() {
    return column;
  }

  /** The place of a key below this one that is not there. */
  public Place missing(String name) {
    return below(name);
  }

  /** The place of a key below this one, on this line as long as nothing else is said. */
  Place below(String name) {
    return new Place(source, this, name, line, column);
  }

  /** The place of an item of the list that stands here, likewise. */
  Place item(int index) {
    return new Place(source, this, index, line, column);
  }

  /** The same key on another line. */
  Place on(int newLine, int newColumn) {
    return new Place(source, above, step, newLine, newColumn);
  }

  private static String join(String key, String name) {
    if (!PLAIN_KEY.matcher(name).matches()) {
      return key + "[\"" + Shown.of(name) + "\"]";
    }
    return key.isEmpty() ? name : key + "." + name;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Place place
        && line == place.line
        && column == place.column
        && source.equals(place.source)
        && key().equals(place.key());
  }

  @Override
  public int hashCode() {
    return Objects.hash(source, line, column);
  }

  /** The source and the line, as printed at the end of a problem. */
  @Override
  public String toString() {
    return line == 0 ? source.name() : source.name() + " line " + line;
  }
}
