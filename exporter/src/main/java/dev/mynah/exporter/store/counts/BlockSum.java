package dev.mynah.exporter.store.counts;

import dev.mynah.ledger.Family;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Blocks of several series over the same spans, added up word by word as they are stored: what is
 * asked for as one is never taken apart into values of its own. One thread.
 */
final class BlockSum {
  private final Family.Kind kind;

  /** By word, then by span; null where nothing but 0 was added. */
  private final long[] @Nullable [] sums;

  private final long[] words;
  private final BlockDecoder in;
  private long mask;

  /**
   * An empty one.
   *
   * @param in may be that of other sums
   */
  BlockSum(Family.Kind kind, BlockDecoder in) {
    this.kind = kind;
    this.in = in;
    this.sums = new long[kind.words()][];
    this.words = new long[kind.words()];
  }

  /** Which spans have a value, the first in the lowest bit. */
  long mask() {
    return mask;
  }

  /**
   * Adds a block.
   *
   * @param wanted how many words are, from the first on
   * @return in which spans it has a value
   */
  long add(byte[] bytes, int wanted) {
    in.open(bytes, wanted);
    mask |= in.mask();
    while (in.next()) {
      add();
    }
    return in.mask();
  }

  private void add() {
    int word = in.word();
    long[] known = sums[word];
    long[] sum = known == null ? new long[Long.SIZE] : known;
    sums[word] = sum;
    if (Block.isMoment(kind, word)) {
      addMoments(sum);
      return;
    }
    in.addTo(sum);
  }

  /** Distances grow with their moments, and 0 stands for none. */
  private void addMoments(long... sum) {
    boolean first = Block.isFirst(in.word());
    for (int i = 0; i < in.count(); i++) {
      int slot = in.slot(i);
      long before = sum[slot];
      long more = in.value(i);
      if (before == 0 || more == 0) {
        sum[slot] = before + more;
      } else {
        sum[slot] = first ? Math.min(before, more) : Math.max(before, more);
      }
    }
  }

  /** The sum of a span. Filled again for the next. */
  long[] get(int slot, long slotStart) {
    for (int word = 0; word < words.length; word++) {
      long[] sum = sums[word];
      long value = sum == null ? 0 : sum[slot];
      words[word] = Block.isMoment(kind, word) ? Block.moment(value, slotStart) : value;
    }
    return words;
  }

  /** Makes it empty, to be used again. */
  void clear() {
    mask = 0;
    for (long[] sum : sums) {
      if (sum != null) {
        Arrays.fill(sum, 0);
      }
    }
  }
}
