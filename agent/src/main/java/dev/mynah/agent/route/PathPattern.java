package dev.mynah.agent.route;

import dev.mynah.agent.route.match.PercentText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path pattern, parsed: segments that are literal, {@code :param} or {@code *}, and perhaps a
 * closing {@code **}. Immutable.
 *
 * <ul>
 *   <li>Segments stand between slashes; {@code /a/} has two, the second empty. Nothing is merged or
 *       trimmed: {@code /a}, {@code /a/} and {@code //a} are three paths.
 *   <li>Literals are compared by their decoded bytes, with regard to case: {@code /caf%C3%A9} is
 *       {@code /café}; {@code %2F} never separates segments.
 *   <li>{@code :param} and {@code *} stand for exactly one segment that is not empty.
 *   <li>{@code **} stands for any number of segments, also none: {@code /a/**} claims {@code /a}.
 * </ul>
 */
final class PathPattern {
  static final int MOST_SEGMENTS = 256;

  private final String text;

  /** Of each segment. The segments themselves are cut again for the few who ask. */
  private final Kind[] kinds;

  private PathPattern(String text, Kind[] kinds) {
    this.text = text;
    this.kinds = kinds;
  }

  /** One segment; {@code text} is the parameter's name for {@code PARAM}. */
  record Segment(Kind kind, String text) {
    /** The bytes a literal is compared by. */
    byte[] canonical() {
      return PercentText.canonical(text);
    }
  }

  /**
   * What a segment is, the more literal first. {@code END} is no segment: it stands where a shorter
   * pattern has none, and is more literal than {@code **}.
   */
  enum Kind {
    LITERAL,
    PARAM,
    ONE,
    END,
    REST
  }

  /**
   * Parses a pattern.
   *
   * @throws IllegalArgumentException when {@link #problem} has something to say
   */
  static PathPattern parse(String text) {
    String problem = problem(text);
    if (problem != null) {
      throw new IllegalArgumentException("path " + text + ": expected " + problem);
    }
    Kind[] kinds = cut(text).stream().map(Segment::kind).toArray(Kind[]::new);
    return new PathPattern(text, kinds);
  }

  private static List<Segment> cut(String text) {
    List<Segment> segments = new ArrayList<>();
    for (String piece : text.substring(1).split("/", -1)) {
      segments.add(segment(piece));
    }
    return segments;
  }

  private static Segment segment(String piece) {
    if (piece.equals("**")) {
      return new Segment(Kind.REST, "");
    }
    if (piece.equals("*")) {
      return new Segment(Kind.ONE, "");
    }
    return piece.startsWith(":") && piece.length() > 1
        ? new Segment(Kind.PARAM, piece.substring(1))
        : new Segment(Kind.LITERAL, piece);
  }

  /** What a pattern should be instead, or null when it is one. */
  static @Nullable String problem(String text) {
    if (!text.startsWith("/")) {
      return "a path that begins with /";
    }
    if (text.indexOf('?') >= 0 || text.indexOf('#') >= 0) {
      return "a path alone: parameters belong under query, and %3F is a question mark in a path";
    }
    String[] pieces = text.substring(1).split("/", -1);
    if (pieces.length > MOST_SEGMENTS) {
      return "at most " + MOST_SEGMENTS + " segments";
    }
    for (int i = 0; i < pieces.length; i++) {
      if (pieces[i].equals("**") && i < pieces.length - 1) {
        return "** as the last segment only; use * for one segment, or pathRegex";
      }
      if (pieces[i].equals(".") || pieces[i].equals("..")) {
        return "a path without . and .. segments: they are resolved before a request is matched";
      }
    }
    return null;
  }

  /** Its segments; not for the way of a request, since they are cut at each call. */
  List<Segment> segments() {
    return cut(text);
  }

  /**
   * How literal the pattern is: compared from the left, segment by segment, {@code LITERAL} before
   * {@code PARAM} before {@code ONE} before the end before {@code REST}.
   */
  int compareLiteralness(PathPattern other) {
    int longer = Math.max(kinds.length, other.kinds.length);
    for (int i = 0; i < longer; i++) {
      int difference = kind(i).compareTo(other.kind(i));
      if (difference != 0) {
        return difference;
      }
    }
    return 0;
  }

  private Kind kind(int i) {
    return i < kinds.length ? kinds[i] : Kind.END;
  }

  @Override
  public String toString() {
    return text;
  }
}
