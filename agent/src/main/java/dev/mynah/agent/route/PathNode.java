package dev.mynah.agent.route;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in the tree of path segments. Where patterns have {@code :param} or {@code *} they go the
 * same way: which of them is the better route is said by their rank. Written while a table is
 * compiled, only read afterwards.
 *
 * <p>Children under a literal stand in an open hash table over the bytes of their segment, at most
 * half full.
 */
final class PathNode {
  private static final int SMALLEST = 2;
  private static final byte[][] NO_KEYS = new byte[1][];
  private static final PathNode[] NO_CHILDREN = new PathNode[1];

  private byte[][] keys = NO_KEYS;
  private PathNode[] children = NO_CHILDREN;
  private List<byte[]> sorted = List.of();
  private int literals;
  private @Nullable PathNode one;
  private @Nullable Leaf end;
  private @Nullable Leaf rest;

  /** The child under the literal that a request has here, or null. */
  @Nullable PathNode literal(PathSegments segments, int i) {
    if (literals == 0) {
      return null;
    }
    int mask = keys.length - 1;
    int at = slot(segments.hash(i), mask);
    while (keys[at] != null) {
      if (segments.is(i, keys[at])) {
        return children[at];
      }
      at = at + 1 & mask;
    }
    return null;
  }

  /** The child under this literal, or null. */
  @Nullable PathNode literal(byte[] key) {
    int mask = keys.length - 1;
    int at = slot(PathSegments.hash(key, 0, key.length), mask);
    while (keys[at] != null) {
      if (Arrays.equals(keys[at], key)) {
        return children[at];
      }
      at = at + 1 & mask;
    }
    return null;
  }

  private static int slot(int hash, int mask) {
    int spread = hash * 0x9e3779b9;
    return (spread ^ spread >>> 16) & mask;
  }

  PathNode literalOrNew(byte[] key) {
    PathNode child = literal(key);
    if (child == null) {
      child = new PathNode();
      if (++literals * 2 > keys.length) {
        grow();
      }
      put(key, child);
    }
    return child;
  }

  private void grow() {
    byte[][] oldKeys = keys;
    PathNode[] oldChildren = children;
    int size = Math.max(SMALLEST, oldKeys.length * 2);
    keys = new byte[size][];
    children = new PathNode[size];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != null) {
        put(oldKeys[i], oldChildren[i]);
      }
    }
  }

  private void put(byte[] key, PathNode child) {
    int mask = keys.length - 1;
    int at = slot(PathSegments.hash(key, 0, key.length), mask);
    while (keys[at] != null) {
      at = at + 1 & mask;
    }
    keys[at] = key;
    children[at] = child;
  }

  /** Sorts the literals of this node and of all below it, once all are there. */
  void seal() {
    byte[][] literalKeys = Arrays.stream(keys).filter(key -> key != null).toArray(byte[][]::new);
    Arrays.sort(literalKeys, PathNode::compare);
    sorted = List.of(literalKeys);
    for (PathNode child : children) {
      if (child != null) {
        child.seal();
      }
    }
    if (one != null) {
      one.seal();
    }
  }

  /** The literals below by their bytes. */
  List<byte[]> sortedLiterals() {
    return sorted;
  }

  static int compare(byte[] one, byte[] other) {
    return Arrays.compareUnsigned(one, other);
  }

  /** The child under {@code :param} and {@code *}. */
  @Nullable PathNode one() {
    return one;
  }

  PathNode oneOrNew() {
    if (one == null) {
      one = new PathNode();
    }
    return one;
  }

  /** The routes whose pattern ends here. */
  @Nullable Leaf end() {
    return end;
  }

  void end(Leaf leaf) {
    end = leaf;
  }

  /** The routes whose pattern has {@code **} here. */
  @Nullable Leaf rest() {
    return rest;
  }

  void rest(Leaf leaf) {
    rest = leaf;
  }
}
