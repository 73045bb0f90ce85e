package dev.mynah.agent.mock.template;

import dev.mynah.agent.mock.request.RequestModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a template needs of a request, and names of a request that do not exist. */
final class Needs {
  private static final Set<String> BODY = Set.of("body", "bodyAsBase64", "parts");
  private static final Set<String> BLOCKS_OF_ANOTHER_SELF = Set.of("each", "with", "arrayJoin");

  private Needs() {}

  /** Whether any tag can come by the body: by its name, or by the whole request's. */
  static boolean body(Tags tags) {
    for (String name : tags.names()) {
      List<String> path = path(name);
      boolean wholeRequest = path.size() == 1 && path.get(0).equals("request");
      if (wholeRequest || path.stream().anyMatch(BODY::contains)) {
        return true;
      }
    }
    return tags.literals().contains("request") || tags.literals().stream().anyMatch(BODY::contains);
  }

  /**
   * A part of the request that is named and does not exist, or null. Where a block changes what
   * names mean nothing is said.
   */
  static @Nullable String unknownPart(Tags tags) {
    if (tags.names().stream().anyMatch(BLOCKS_OF_ANOTHER_SELF::contains)) {
      return null;
    }
    for (String name : tags.names()) {
      List<String> path = path(name);
      boolean ofRequest = path.size() > 1 && path.get(0).equals("request");
      if (ofRequest && !RequestModel.NAMES.contains(path.get(1))) {
        return path.get(1);
      }
    }
    return null;
  }

  /** The segments of a name, without what only says where to look it up. */
  private static List<String> path(String name) {
    List<String> segments = new ArrayList<>();
    StringBuilder segment = new StringBuilder();
    boolean bracketed = false;
    for (int i = 0; i <= name.length(); i++) {
      char c = i < name.length() ? name.charAt(i) : '.';
      boolean separates = !bracketed && (c == '.' || c == '/');
      if (separates || i == name.length()) {
        add(segments, segment.toString());
        segment.setLength(0);
      } else if (c == '[' || c == ']') {
        bracketed = c == '[';
      } else {
        segment.append(c);
      }
    }
    return segments;
  }

  private static void add(List<String> segments, String segment) {
    boolean where = segment.isEmpty() || segment.equals("this") || segment.equals("@root");
    if (!where || !segments.isEmpty() && !segment.isEmpty()) {
      segments.add(segment);
    }
  }
}
