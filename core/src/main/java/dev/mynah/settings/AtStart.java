package dev.mynah.settings;

import dev.mynah.settings.declare.Address;
import dev.mynah.settings.declare.Setting;
import dev.mynah.settings.tree.Merge;
import dev.mynah.settings.tree.Node;
import dev.mynah.settings.tree.Node.Mapping;
import dev.mynah.settings.tree.Node.Scalar;
import dev.mynah.settings.tree.Place;
import dev.mynah.settings.tree.Problems;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps what a process reads at start only as it was when the process started. */
final class AtStart {
  private AtStart() {}

  /**
   * The next tree with the running values of such settings, and a warning for each that differs.
   */
  static Mapping keep(
      Mapping running, Mapping next, Collection<Setting<?>> settings, Problems problems) {
    Mapping kept = next;
    for (Address address : Address.in(settings, next)) {
      Node before = address.find(running);
      Node after = address.find(next);
      if (address.setting().isAtStart() && !alike(before, after)) {
        kept = before == null ? without(kept, address.path()) : with(kept, address, before);
        warn(address, after, next, problems);
      }
    }
    return kept;
  }

  private static void warn(Address address, @Nullable Node after, Mapping next, Problems problems) {
    Place place = after == null ? next.place().missing(address.dotted()) : after.place();
    String found = after == null ? "taken away" : after.shown();
    problems.warn(place, found, "read at start only: restart to use it");
  }

  private static boolean alike(@Nullable Node before, @Nullable Node after) {
    if (before instanceof Scalar a && after instanceof Scalar b) {
      return a.text().equals(b.text());
    }
    boolean scalars = before instanceof Scalar || after instanceof Scalar;
    return !scalars;
  }

  private static Mapping with(Mapping tree, Address address, Node node) {
    return Merge.layers(tree, Overrides.nested(address, node));
  }

  private static Mapping without(Mapping tree, List<String> path) {
    Map<String, Node> entries = new LinkedHashMap<>(tree.entries());
    Node below = entries.remove(path.get(0));
    if (path.size() > 1 && below instanceof Mapping mapping) {
      entries.put(path.get(0), without(mapping, path.subList(1, path.size())));
    }
    return new Mapping(entries, tree.place());
  }
}
