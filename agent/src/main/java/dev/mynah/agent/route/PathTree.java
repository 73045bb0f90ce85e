package dev.mynah.agent.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tree of all path patterns of a table. Filled while the table is compiled, then only read. */
final class PathTree {
  private final PathNode root = new PathNode();
  private final Map<PathNode, List<Route>> ending = new LinkedHashMap<>();
  private final Map<PathNode, List<Route>> resting = new LinkedHashMap<>();
  private final Map<String, byte[]> literals = new HashMap<>();
  private int depth = 1;

  /** Adds a route; routes come in their order. */
  void add(PathPattern pattern, Route route) {
    PathNode node = root;
    int segments = 0;
    for (PathPattern.Segment segment : pattern.segments()) {
      if (segment.kind() == PathPattern.Kind.REST) {
        resting.computeIfAbsent(node, any -> new ArrayList<>()).add(route);
        return;
      }
      boolean literal = segment.kind() == PathPattern.Kind.LITERAL;
      node = literal ? node.literalOrNew(shared(segment)) : node.oneOrNew();
      depth = Math.max(depth, ++segments + 1);
    }
    ending.computeIfAbsent(node, any -> new ArrayList<>()).add(route);
  }

  /** The bytes of a literal, the same array wherever it stands in the tree. */
  private byte[] shared(PathPattern.Segment segment) {
    return literals.computeIfAbsent(segment.text(), text -> segment.canonical());
  }

  /** Makes the leaves once all routes are there. */
  void seal() {
    ending.forEach((node, routes) -> node.end(new Leaf(routes)));
    resting.forEach((node, routes) -> node.rest(new Leaf(routes)));
    root.seal();
    ending.clear();
    resting.clear();
    literals.clear();
  }

  /** How many segments of a path are worth cutting. */
  int depth() {
    return depth;
  }

  PathNode root() {
    return root;
  }

  /** Puts the candidates of every pattern that fits the path into the queue. */
  void addTo(Candidates queue, RouteLookup lookup) {
    if (lookup.segments().isRooted()) {
      walk(root, 0, queue, lookup);
    }
  }

  private static void walk(PathNode node, int at, Candidates queue, RouteLookup lookup) {
    PathSegments segments = lookup.segments();
    if (node.rest() != null) {
      queue.add(candidates(node.rest(), lookup));
    }
    if (at == segments.count()) {
      if (node.end() != null && !segments.hasMore()) {
        queue.add(candidates(node.end(), lookup));
      }
      return;
    }
    PathNode literal = node.literal(segments, at);
    if (literal != null) {
      walk(literal, at + 1, queue, lookup);
    }
    if (node.one() != null && segments.length(at) > 0) {
      walk(node.one(), at + 1, queue, lookup);
    }
  }

  static @Nullable Source candidates(Leaf leaf, RouteLookup lookup) {
    return lookup.onlyNamingHead() ? leaf.namingHead() : leaf.candidates(lookup.head());
  }

  /** The leaves of every pattern that fits the path. */
  List<Leaf> leavesAt(PathSegments segments) {
    List<Leaf> leaves = new ArrayList<>();
    if (segments.isRooted()) {
      collect(root, 0, segments, leaves);
    }
    return leaves;
  }

  private static void collect(PathNode node, int at, PathSegments segments, List<Leaf> to) {
    if (node.rest() != null) {
      to.add(node.rest());
    }
    if (at == segments.count()) {
      if (node.end() != null && !segments.hasMore()) {
        to.add(node.end());
      }
      return;
    }
    PathNode literal = node.literal(segments, at);
    if (literal != null) {
      collect(literal, at + 1, segments, to);
    }
    if (node.one() != null && segments.length(at) > 0) {
      collect(node.one(), at + 1, segments, to);
    }
  }
}
