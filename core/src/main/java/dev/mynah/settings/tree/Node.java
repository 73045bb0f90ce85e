package dev.mynah.settings.tree;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A value as written, with its place. */
public sealed interface Node {
  Place place();

  /** The value as a problem shows it: one line, secrets masked. */
  String shown();

  /**
   * A single value. Its text is never interpreted here: {@code NO}, {@code 1.10} and {@code 0o14}
   * are what was written.
   *
   * @param plain whether it stood without quotes, so that it may mean a number, a truth or nothing
   * @param secret whether it must not be shown
   */
  record Scalar(String text, boolean plain, boolean secret, Place place) implements Node {
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

    public Scalar(String text, boolean plain, Place place) {
      this(text, plain, false, place);
    }

    /** Whether nothing stands there (YAML 1.2 core schema, section 10.3.2). */
    public boolean isNull() {
      return plain && NULLS.contains(text);
    }

    /** The same value, never shown. */
    public Scalar hidden() {
      return new Scalar(text, plain, true, place);
    }

    @Override
    public String shown() {
      if (isNull()) {
        return "nothing";
      }
      if (secret) {
        return Shown.MASK;
      }
      return text.isBlank() ? "\"" + Shown.of(text) + "\"" : Shown.of(text);
    }

    /** A tree is printed in logs of tests and debuggers, where a secret has no business either. */
    @Override
    public String toString() {
      return place.key() + "=" + shown();
    }
  }

  /** Values by key, in the order written. */
  record Mapping(Map<String, Node> entries, Place place) implements Node {
    public Mapping {
      entries = FewEntries.copyOf(entries);
    }

    public @Nullable Node get(String key) {
      return entries.get(key);
    }

    /** The same with the lists that stand directly in it empty. */
    public Mapping withoutItems() {
      Map<String, Node> kept = new LinkedHashMap<>(entries);
      kept.replaceAll(
          (key, node) ->
              node instanceof Listing list ? new Listing(List.of(), list.place()) : node);
      return new Mapping(kept, place);
    }

    @Override
    public String shown() {
      return entries.isEmpty() ? "{}" : "a mapping";
    }
  }

  /** Values in the order written. */
  record Listing(List<Node> items, Place place) implements Node {
    public Listing {
      items = List.copyOf(items);
    }

    @Override
    public String shown() {
      return items.isEmpty() ? "[]" : "a list";
    }
  }
}
