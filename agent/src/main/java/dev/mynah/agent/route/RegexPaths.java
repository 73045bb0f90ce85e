package dev.mynah.agent.route;

import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.route.match.RequestView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The routes with a regular expression for a path, by the literal text that all its matches begin
 * with. A path is hashed once from the left, and at each length that some prefix has, one look-up
 * finds its candidates: ten thousand expressions with prefixes of their own cost what one does.
 * Immutable.
 */
final class RegexPaths extends Source {
  private final List<Leaf> leaves;
  private final int[] lengths;
  private final Map<Integer, List<Prefixed>> byHash = new HashMap<>();

  private record Prefixed(String prefix, Leaf leaf) {}

  /** Takes routes that stand in their order; at least one. */
  RegexPaths(List<Route> routes) {
    super(routes.get(0).rank());
    Map<String, List<Route>> byPrefix = new TreeMap<>();
    for (Route route : routes) {
      byPrefix.computeIfAbsent(prefix(route), any -> new ArrayList<>()).add(route);
    }
    leaves = new ArrayList<>();
    byPrefix.forEach(
        (prefix, members) -> {
          Leaf leaf = new Leaf(members);
          leaves.add(leaf);
          byHash
              .computeIfAbsent(prefix.hashCode(), any -> new ArrayList<>(1))
              .add(new Prefixed(prefix, leaf));
        });
    lengths = byPrefix.keySet().stream().mapToInt(String::length).distinct().sorted().toArray();
  }

  private static String prefix(Route route) {
    var regex = route.config().match().pathRegex();
    return regex == null ? "" : LiteralPrefix.of(regex);
  }

  @Override
  Verdict advance(Candidates queue, int at, RouteLookup lookup) {
    queue.remove(at);
    RequestHead head = lookup.head();
    for (Leaf leaf : at(lookup.view().pathText())) {
      queue.add(lookup.onlyNamingHead() ? leaf.namingHead() : leaf.candidates(head));
    }
    return Verdict.NONE;
  }

  @Override
  void sample(RequestView view, List<Route> to, int most) {
    for (Leaf leaf : at(view.pathText())) {
      leaf.routes().stream().limit(Math.max(0, most - to.size())).forEach(to::add);
    }
  }

  /** The routes whose prefix the path has. */
  List<Leaf> at(String path) {
    List<Leaf> found = new ArrayList<>();
    int hash = 0;
    int hashed = 0;
    for (int length : lengths) {
      if (length > path.length()) {
        break;
      }
      while (hashed < length) {
        hash = 31 * hash + path.charAt(hashed++);
      }
      Leaf leaf = find(hash, length, path);
      if (leaf != null) {
        found.add(leaf);
      }
    }
    return found;
  }

  private @Nullable Leaf find(int hash, int length, String path) {
    for (Prefixed prefixed : byHash.getOrDefault(hash, List.of())) {
      if (prefixed.prefix().length() == length && path.startsWith(prefixed.prefix())) {
        return prefixed.leaf();
      }
    }
    return null;
  }

  /** The routes with exactly this prefix, or null. */
  @Nullable Leaf withPrefix(String prefix) {
    return find(prefix.hashCode(), prefix.length(), prefix);
  }

  List<Leaf> leaves() {
    return leaves;
  }
}
