package dev.mynah.agent.route;

import dev.mynah.agent.route.match.PercentText;
import dev.mynah.agent.route.match.Quoted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Walks the tree of paths beside a request's own path, nearest first. What it may spend does not
 * depend on the table: {@link #MOST_NODES} nodes, and {@link #MOST_COMPARISONS} comparisons of a
 * segment with a literal, at most {@link #NEIGHBOURS} of them under one node. Where a node has more
 * literals than that, those that stand next to the segment in alphabetical order are looked at.
 * When that reaches no route at all, one straight way down is taken, two literals a step.
 */
final class NearPaths {
  static final int MOST_NODES = 128;
  static final int MOST_COMPARISONS = 512;
  static final int NEIGHBOURS = 32;
  static final int NEIGHBOURS_OF_DIVE = 2;
  private static final int MISSING_SEGMENT = 4;
  private static final int DIFFERENT_SEGMENT = 2;
  private static final int LONGEST_COMPARED = 48;
  private static final int MOST_NAMED = 3;

  private static final PathNode EMPTY = new PathNode();

  /** Leaves before places, deep ones before others, the earliest of those. */
  private static final Comparator<Step> DEEPEST =
      Comparator.<Step>comparingInt(step -> step.leaf() == null ? 0 : 1)
          .thenComparingInt(Step::at)
          .thenComparingInt(step -> -step.order());

  private final PathSegments segments;
  private final PriorityQueue<Step> open =
      new PriorityQueue<>(Comparator.comparingInt(Step::distance).thenComparingInt(Step::order));
  private int nodesLeft = MOST_NODES;
  private int comparisonsLeft = MOST_COMPARISONS;
  private int neighbours = NEIGHBOURS;
  private boolean reached;
  private int steps;
  private int comparisons;

  /** A place the walk may go on from, or a leaf that it reached. */
  private record Step(
      PathNode node,
      int at,
      int distance,
      List<String> differences,
      @Nullable Leaf leaf,
      int order) {}

  /** Routes of one path, how far it is from the request's, and in what it differs. */
  record Near(Leaf leaf, int distance, List<String> differences) {}

  NearPaths(PathNode root, PathSegments segments) {
    this.segments = segments;
    go(root, 0, 0, List.of());
  }

  /**
   * The next leaf, no nearer than the one before; null when there is none or the budget is spent.
   */
  @Nullable Near next() {
    while (!open.isEmpty()) {
      Step step = open.remove();
      Leaf leaf = step.leaf();
      if (leaf != null) {
        reached = true;
        return new Near(leaf, step.distance(), step.differences());
      }
      if (nodesLeft > 0) {
        nodesLeft--;
        visit(step);
      } else if (!reached) {
        dive(step);
      }
    }
    return null;
  }

  /** From the deepest place that was come to, straight down to the next leaf. */
  private void dive(Step from) {
    neighbours = NEIGHBOURS_OF_DIVE;
    comparisonsLeft = NEIGHBOURS_OF_DIVE * PathPattern.MOST_SEGMENTS;
    Step deepest = from;
    for (int i = 0; i <= PathPattern.MOST_SEGMENTS && deepest.leaf() == null; i++) {
      visit(deepest);
      deepest = open.stream().max(DEEPEST).orElse(deepest);
      open.clear();
      open.add(deepest);
    }
  }

  /** How many segments were compared with literals; for tests of the bound. */
  int comparisons() {
    return comparisons;
  }

  private void visit(Step step) {
    PathNode node = step.node();
    int at = step.at();
    if (node.rest() != null) {
      reach(node.rest(), step.distance(), step.differences());
    }
    boolean pathEnds = at >= segments.count() && !segments.hasMore();
    if (node.end() != null) {
      if (pathEnds) {
        reach(node.end(), step.distance(), step.differences());
      } else {
        reach(node.end(), step.distance() + MISSING_SEGMENT, and(step, tooLong(at)));
      }
    }
    if (pathEnds) {
      visitMissing(step);
    } else if (at < segments.count()) {
      visitChildren(step);
    }
  }

  private String tooLong(int at) {
    boolean slash = at == segments.count() - 1 && segments.length(at) == 0;
    return slash && !segments.hasMore()
        ? "path ends in a slash, the route's does not"
        : "path goes on after segment " + at + " with " + Quoted.of(segments.text(at));
  }

  /** The path ended too early: where would the route go on? */
  private void visitMissing(Step step) {
    int distance = step.distance() + MISSING_SEGMENT;
    String ended = "path ends before segment " + (step.at() + 1) + ": expected ";
    PathNode one = step.node().one();
    if (one != null) {
      go(one, step.at() + 1, distance, and(step, ended + "any segment"));
    }
    int named = 0;
    for (byte[] literal : step.node().sortedLiterals()) {
      if (named++ == MOST_NAMED) {
        break;
      }
      String sentence =
          literal.length == 0
              ? "path does not end in a slash, the route's does"
              : ended + quoted(literal);
      go(child(step.node(), literal), step.at() + 1, distance, and(step, sentence));
    }
  }

  private void visitChildren(Step step) {
    PathNode node = step.node();
    int at = step.at();
    PathNode same = node.literal(segments, at);
    if (same != null) {
      go(same, at + 1, step.distance(), step.differences());
    }
    PathNode one = node.one();
    if (one != null) {
      boolean empty = segments.length(at) == 0;
      String sentence = "path has an empty segment " + (at + 1) + ": expected any other";
      go(
          one,
          at + 1,
          step.distance() + (empty ? MISSING_SEGMENT : 0),
          empty ? and(step, sentence) : step.differences());
    }
    String found = segments.text(at);
    for (byte[] literal : neighbours(node.sortedLiterals(), found, neighbours)) {
      PathNode child = child(node, literal);
      if (child != same && comparisonsLeft > 0) {
        comparisonsLeft--;
        comparisons++;
        String expected = PercentText.plain(literal, 0, literal.length);
        int distance = step.distance() + DIFFERENT_SEGMENT + editDistance(expected, found);
        go(child, at + 1, distance, and(step, differs(at, expected, found)));
      }
    }
  }

  private static String differs(int at, String expected, String found) {
    String caseOnly = expected.equalsIgnoreCase(found) ? " (upper and lower case count)" : "";
    return "path differs at segment "
        + (at + 1)
        + ": expected "
        + Quoted.of(expected)
        + ", found "
        + Quoted.of(found)
        + caseOnly;
  }

  private static @Nullable PathNode child(PathNode node, byte[] literal) {
    return node.literal(literal);
  }

  private static String quoted(byte[] literal) {
    return Quoted.of(PercentText.plain(literal, 0, literal.length));
  }

  private static List<String> and(Step step, String difference) {
    List<String> more = new ArrayList<>(step.differences());
    more.add(difference);
    return more;
  }

  private void go(@Nullable PathNode node, int at, int distance, List<String> differences) {
    if (node != null) {
      open.add(new Step(node, at, distance, differences, null, steps++));
    }
  }

  private void reach(@Nullable Leaf leaf, int distance, List<String> differences) {
    if (leaf != null) {
      open.add(new Step(EMPTY, 0, distance, differences, leaf, steps++));
    }
  }

  /** Literals that are worth comparing: all when there are few, else those next to the segment. */
  private static List<byte[]> neighbours(List<byte[]> sorted, String segment, int most) {
    if (sorted.size() <= most) {
      return sorted;
    }
    byte[] wanted = PercentText.canonical(segment.replace("%", "%25"));
    int low = 0;
    int high = sorted.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (PathNode.compare(sorted.get(middle), wanted) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    int from = Math.max(0, Math.min(low - most / 2, sorted.size() - most));
    return sorted.subList(from, from + most);
  }

  /** Insertions, deletions and changes between two texts, of which only the beginning counts. */
  static int editDistance(String one, String other) {
    int rows = Math.min(LONGEST_COMPARED, one.length());
    int columns = Math.min(LONGEST_COMPARED, other.length());
    int[] row = new int[columns + 1];
    for (int j = 0; j <= columns; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= rows; i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= columns; j++) {
        int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[columns];
  }
}
