package dev.mynah.agent.config.format;

import dev.mynah.settings.declare.Refused;
import dev.mynah.settings.declare.Type;
import dev.mynah.settings.declare.Types;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Patterns of paths: literal segments, {@code :name}, {@code *} for one, {@code **} for the rest.
 */
final class PathPatterns {
  private static final Pattern PARAMETER = Pattern.compile(":[A-Za-z_][A-Za-z0-9_-]*");
  private static final int LONGEST = 2048;
  private static final int MOST_SEGMENTS = 64;
  private static final String REST = "**";

  static final Type<String> TYPE =
      Types.token("path", "expected a path such as /users/:id", PathPatterns::check);

  private PathPatterns() {}

  private static List<String> segments(String path) {
    return List.of(path.substring(1).split("/", -1));
  }

  static String check(String path) {
    if (path.contains("://")) {
      throw new Refused("expected a path such as /users/:id; a host goes into host:");
    }
    if (!path.startsWith("/")) {
      throw new Refused("expected a path that starts with /");
    }
    if (path.indexOf('{') >= 0 || path.indexOf('}') >= 0) {
      throw new Refused("expected no braces: write a parameter as :id, such as /users/:id");
    }
    if (path.indexOf('?') >= 0 || path.indexOf('#') >= 0) {
      throw new Refused("expected no ? or #: parameters of the query go into query:");
    }
    if (path.length() > LONGEST || path.codePoints().anyMatch(Character::isISOControl)) {
      throw new Refused("expected at most 2048 printable characters");
    }
    List<String> segments = segments(path);
    if (segments.size() > MOST_SEGMENTS) {
      throw new Refused("expected at most 64 segments");
    }
    checkSegments(segments);
    return path;
  }

  private static void checkSegments(List<String> segments) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < segments.size(); i++) {
      String segment = segments.get(i);
      boolean last = i == segments.size() - 1;
      if (segment.equals(REST) && !last) {
        throw new Refused("expected ** at the end only; * stands for one segment");
      }
      boolean wildcard = segment.equals("*") || segment.equals(REST);
      if (segment.indexOf('*') >= 0 && !wildcard) {
        throw new Refused("expected * or ** as a whole segment; pathRegex matches parts of one");
      }
      if (segment.equals(".") || segment.equals("..")) {
        throw new Refused("expected no . or .. segments: requests are matched without them");
      }
      if (segment.startsWith(":")) {
        parameter(segment, names);
      }
    }
  }

  private static void parameter(String segment, Set<String> names) {
    if (!PARAMETER.matcher(segment).matches()) {
      throw new Refused("expected a parameter such as :id as a whole segment");
    }
    if (!names.add(segment)) {
      throw new Refused("expected each parameter once, " + segment + " stands there twice");
    }
  }
}
