package dev.mynah.settings.tree;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a small mapping in the order written, in one array of keys and nodes in turn: a
 * tenth of what a linked hash map takes, and a configuration has tens of thousands of them.
 * Immutable.
 */
final class FewEntries extends AbstractMap<String, Node> {
  /** Up to here a look through all is as fast as a hash. */
  static final int MOST = 8;

  private final Object[] keysAndNodes;

  private FewEntries(Map<String, Node> entries) {
    keysAndNodes = new Object[entries.size() * 2];
    int at = 0;
    for (Map.Entry<String, Node> entry : entries.entrySet()) {
      keysAndNodes[at++] = entry.getKey();
      keysAndNodes[at++] = entry.getValue();
    }
  }

  /** An immutable copy in the same order, whatever its size. */
  static Map<String, Node> copyOf(Map<String, Node> entries) {
    if (entries instanceof FewEntries few) {
      return few;
    }
    return entries.size() <= MOST
        ? new FewEntries(entries)
        : Collections.unmodifiableMap(new LinkedHashMap<>(entries));
  }

  @Override
  public @Nullable Node get(@Nullable Object key) {
    for (int i = 0; i < keysAndNodes.length; i += 2) {
      if (keysAndNodes[i].equals(key)) {
        return (Node) keysAndNodes[i + 1];
      }
    }
    return null;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return get(key) != null;
  }

  @Override
  public int size() {
    return keysAndNodes.length / 2;
  }

  @Override
  public Set<Entry<String, Node>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Entry<String, Node>> iterator() {
        return new InTurn();
      }

      @Override
      public int size() {
        return keysAndNodes.length / 2;
      }
    };
  }

  private final class InTurn implements Iterator<Entry<String, Node>> {
    private int at;

    @Override
    public boolean hasNext() {
      return at < keysAndNodes.length;
    }

    @Override
    public Entry<String, Node> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      at += 2;
      return Map.entry((String) keysAndNodes[at - 2], (Node) keysAndNodes[at - 1]);
    }
  }
}
