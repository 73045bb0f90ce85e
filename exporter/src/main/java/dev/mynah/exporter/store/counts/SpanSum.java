package dev.mynah.exporter.store.counts;

import dev.mynah.ledger.Family;

/** Adds up what blocks have in some of their spans, without taking them apart. One thread. */
final class SpanSum {
  private final Family.Kind kind;
  private final BlockDecoder in;

  SpanSum(Family.Kind kind) {
    this.kind = kind;
    this.in = new BlockDecoder(kind);
  }

  /**
   * Opens a block, which may have no value in the spans.
   *
   * @param wanted the spans, the first in the lowest bit
   * @param read how many words are looked at, from the first on
   * @return those of the spans in which it has a value
   */
  long open(byte[] bytes, long wanted, int read) {
    in.open(bytes, read);
    return in.mask() & wanted;
  }

  /** Adds what the block has in some of its spans. */
  void addTo(long[] sum, Level level, long blockStart, long spans) {
    while (in.next()) {
      int word = in.word();
      if (Block.isMoment(kind, word)) {
        sum[word] = moment(sum[word], level, blockStart, spans);
      } else {
        sum[word] += number(spans);
      }
    }
  }

  private long number(long spans) {
    long number = 0;
    for (int i = 0; i < in.count(); i++) {
      number += (spans >>> in.slot(i) & 1) == 0 ? 0 : in.value(i);
    }
    return number;
  }

  private long moment(long before, Level level, long blockStart, long spans) {
    boolean first = Block.isFirst(in.word());
    long found = before;
    for (int i = 0; i < in.count(); i++) {
      int slot = in.slot(i);
      if ((spans >>> slot & 1) != 0 && in.value(i) != 0) {
        long moment = Block.moment(in.value(i), level.slotStart(blockStart, slot));
        if (found == 0 || (first ? moment < found : moment > found)) {
          found = moment;
        }
      }
    }
    return found;
  }
}
