package dev.mynah.inject.manifest;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value of a manifest. One that was read knows its text; one that is new, or that an alias or a
 * merge key stood for, does not. Mutable; equality is that of the data, not of how it is written.
 */
public abstract sealed class ManifestNode permits ScalarNode, MappingNode, ListNode {
  private final @Nullable Span span;
  private final int line;
  private @Nullable Alias alias;

  /**
   * Says that a value was written as an alias.
   *
   * @param token where the alias stands
   * @param meant what it stood for when it was read
   */
  record Alias(Span token, ManifestNode meant) {}

  ManifestNode(@Nullable Span span, int line) {
    this.span = span;
    this.line = line;
  }

  /** A new value: maps, lists, text, numbers and truths of Java, or nodes as they are. */
  public static ManifestNode of(Object value) {
    if (value instanceof ManifestNode node) {
      return node;
    }
    if (value instanceof Map<?, ?> map) {
      MappingNode mapping = MappingNode.empty();
      map.forEach((key, each) -> mapping.put((String) key, of(each)));
      return mapping;
    }
    if (value instanceof List<?> list) {
      ListNode listing = ListNode.empty();
      list.forEach(each -> listing.items().add(of(each)));
      return listing;
    }
    if (value instanceof Integer || value instanceof Boolean) {
      return ScalarNode.plain(value.toString());
    }
    return ScalarNode.text((String) value);
  }

  /** Counted from 1 in the whole stream; 0 for a new value. */
  public int line() {
    return line;
  }

  /** Where its text stands, or null when it has none of its own. */
  @Nullable Span span() {
    return span;
  }

  /** How it stands in the text, when that is as an alias. */
  @Nullable Alias alias() {
    return alias;
  }

  /** The same data, written as an alias. */
  ManifestNode behind(Span token) {
    ManifestNode copy = copy();
    copy.alias = new Alias(token, copy());
    return copy;
  }

  /** The same data without a text of its own. */
  abstract ManifestNode copy();
}
