package dev.mynah.inject.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values by key, in the order written. */
public final class MappingNode extends ManifestNode {
  private final Map<String, ManifestNode> entries = new LinkedHashMap<>();
  private final List<Written> written;
  private final boolean flow;

  /**
   * A key as it was read.
   *
   * @param start where the key's text begins
   * @param value what stood there; a merge key's is not among the entries
   */
  record Written(String key, int start, ManifestNode value) {}

  MappingNode(
      Map<String, ManifestNode> entries,
      List<Written> written,
      boolean flow,
      @Nullable Span span,
      int line) {
    super(span, line);
    this.entries.putAll(entries);
    this.written = List.copyOf(written);
    this.flow = flow;
  }

  /** A new one. */
  public static MappingNode empty() {
    return new MappingNode(Map.of(), List.of(), false, null, 0);
  }

  public @Nullable ManifestNode get(String key) {
    return entries.get(key);
  }

  /** What stands at a key when it is a mapping, else null. */
  public @Nullable MappingNode mapping(String key) {
    return entries.get(key) instanceof MappingNode mapping ? mapping : null;
  }

  /** The text at a key; empty when there is none. */
  public String text(String key) {
    return entries.get(key) instanceof ScalarNode scalar && !scalar.isNull() ? scalar.text() : "";
  }

  /** The mappings of the list at a key; none when there is no list. */
  public List<MappingNode> mappings(String key) {
    List<MappingNode> found = new ArrayList<>();
    if (entries.get(key) instanceof ListNode list) {
      for (ManifestNode item : list.items()) {
        if (item instanceof MappingNode mapping) {
          found.add(mapping);
        }
      }
    }
    return found;
  }

  /** Whether there is nothing at a key, or an empty value. */
  public boolean lacks(String key) {
    ManifestNode node = entries.get(key);
    return node == null || (node instanceof ScalarNode scalar && scalar.isNull());
  }

  /** Puts a value at a key, behind all others when the key is new. */
  public void put(String key, ManifestNode value) {
    entries.put(key, value);
  }

  public void remove(String key) {
    entries.remove(key);
  }

  Map<String, ManifestNode> entries() {
    return entries;
  }

  List<Written> written() {
    return written;
  }

  /** Whether it stands in braces. */
  boolean flow() {
    return flow;
  }

  @Override
  ManifestNode copy() {
    Map<String, ManifestNode> copies = new LinkedHashMap<>();
    entries.forEach((key, value) -> copies.put(key, value.copy()));
    return new MappingNode(copies, List.of(), false, null, line());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MappingNode mapping && entries.equals(mapping.entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  @Override
  public String toString() {
    return entries.toString();
  }
}
