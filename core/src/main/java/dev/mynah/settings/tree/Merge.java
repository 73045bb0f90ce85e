package dev.mynah.settings.tree;

import dev.mynah.settings.tree.Node.Listing;
import dev.mynah.settings.tree.Node.Mapping;
import dev.mynah.settings.tree.Node.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts trees together. */
public final class Merge {
  private Merge() {}

  /**
   * Two files of one configuration: mappings merge, lists are put one after the other, and one
   * value that both give differently is a problem naming both places.
   */
  public static Mapping files(Mapping first, Mapping second, Problems problems) {
    Map<String, Node> entries = new LinkedHashMap<>(first.entries());
    second
        .entries()
        .forEach(
            (key, node) ->
                entries.merge(key, node, (one, other) -> together(one, other, problems)));
    return new Mapping(entries, first.place());
  }

  private static Node together(Node one, Node other, Problems problems) {
    if (one instanceof Mapping a && other instanceof Mapping b) {
      return files(a, b, problems);
    }
    if (one instanceof Listing a && other instanceof Listing b) {
      List<Node> items = new ArrayList<>(a.items());
      items.addAll(b.items());
      return new Listing(items, a.place());
    }
    if (isNull(one) || isNull(other)) {
      return isNull(one) ? other : one;
    }
    if (one instanceof Scalar a && other instanceof Scalar b && a.text().equals(b.text())) {
      return one;
    }
    problems.error(other.place(), "given a second time", "also in " + one.place());
    return one;
  }

  /** A stronger layer over a weaker one: a value replaces what stands at its key. */
  public static Mapping layers(Mapping weak, Mapping strong) {
    Map<String, Node> entries = new LinkedHashMap<>(weak.entries());
    strong.entries().forEach((key, node) -> entries.merge(key, node, Merge::over));
    return new Mapping(entries, weak.place());
  }

  private static Node over(Node weak, Node strong) {
    return weak instanceof Mapping a && strong instanceof Mapping b ? layers(a, b) : strong;
  }

  private static boolean isNull(Node node) {
    return node instanceof Scalar scalar && scalar.isNull();
  }
}
