package dev.mynah.helm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a chart renders, hooks among it, each object read strictly.
 *
 * @param text the manifests as YAML
 * @param items the objects, in the order of the text
 */
public record Rendered(String text, List<Item> items) {
  public Rendered {
    items = List.copyOf(items);
  }

  /**
   * One object.
   *
   * @param kind its kind, such as Deployment
   * @param name its name
   * @param typed the object as its model
   * @param tree the same as it was written
   */
  public record Item(String kind, String name, Object typed, JsonNode tree) {
    static Item of(JsonNode tree) {
      return new Item(
          tree.path("kind").asText(),
          tree.path("metadata").path("name").asText(),
          StrictObjects.typed(tree),
          tree);
    }

    /** An annotation, or nothing. */
    public Optional<String> annotation(String name) {
      return text(tree.path("metadata").path("annotations").path(name));
    }

    /** A label, or nothing. */
    public Optional<String> label(String name) {
      return text(tree.path("metadata").path("labels").path(name));
    }

    /** Whether Helm runs it at a certain time instead of keeping it. */
    public boolean hook() {
      return annotation("helm.sh/hook").isPresent();
    }

    private static Optional<String> text(JsonNode node) {
      return node.isMissingNode() ? Optional.empty() : Optional.of(node.asText());
    }

    @Override
    public String toString() {
      return kind + "/" + name;
    }
  }

  static Rendered of(String text) {
    return new Rendered(text, StrictObjects.trees(text).stream().map(Item::of).toList());
  }

  /** All objects of a kind, hooks among them. */
  public <T> List<T> all(Class<T> kind) {
    return items.stream()
        .filter(item -> kind.isInstance(item.typed()))
        .map(item -> kind.cast(item.typed()))
        .toList();
  }

  /** The only object of a kind that is no hook. */
  public <T> T only(Class<T> kind) {
    List<Item> found =
        items.stream().filter(item -> kind.isInstance(item.typed()) && !item.hook()).toList();
    if (found.size() != 1) {
      throw new AssertionError(
          "expected one " + kind.getSimpleName() + ", found " + found + " in " + names());
    }
    return kind.cast(found.get(0).typed());
  }

  /** The object of a kind and name. */
  public <T> T get(Class<T> kind, String name) {
    return items.stream()
        .filter(item -> kind.isInstance(item.typed()) && item.name().equals(name))
        .map(item -> kind.cast(item.typed()))
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("no " + kind.getSimpleName() + " " + name + " in " + names()));
  }

  /** Kind/name of every object. */
  public List<String> names() {
    return items.stream().map(Item::toString).collect(Collectors.toList());
  }
}
