package dev.mynah.agent.reuse.dedup;

import java.util.Arrays;

/**
 * Where the pairs of a query stand, sorted by name. Pairs of the same name stay in their order:
 * {@code a=1&a=2} is not {@code a=2&a=1}. Percent-encoding stays as it came.
 */
final class QueryPairs {
  private static final int SPAN = 3;

  private final int[][] pairs;

  private QueryPairs(int[][] pairs) {
    this.pairs = pairs;
  }

  static QueryPairs of(byte[] bytes, int start, int end) {
    int[][] pairs = new int[start == end ? 0 : 1 + separators(bytes, start, end)][SPAN];
    int at = start;
    for (int[] pair : pairs) {
      int stop = indexOf(bytes, '&', at, end);
      pair[0] = at;
      pair[1] = indexOf(bytes, '=', at, stop);
      pair[2] = stop;
      at = stop + 1;
    }
    Arrays.sort(pairs, (a, b) -> Arrays.compareUnsigned(bytes, a[0], a[1], bytes, b[0], b[1]));
    return new QueryPairs(pairs);
  }

  private static int separators(byte[] bytes, int start, int end) {
    int found = 0;
    for (int i = start; i < end; i++) {
      found += bytes[i] == '&' ? 1 : 0;
    }
    return found;
  }

  private static int indexOf(byte[] bytes, char wanted, int start, int end) {
    for (int i = start; i < end; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return end;
  }

  int count() {
    return pairs.length;
  }

  int start(int i) {
    return pairs[i][0];
  }

  int end(int i) {
    return pairs[i][2];
  }
}
