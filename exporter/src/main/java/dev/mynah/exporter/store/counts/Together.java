package dev.mynah.exporter.store.counts;

import dev.mynah.ledger.Family;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which series of a read are handed over added up, and the sums of the blocks that begin at one
 * moment. One thread, one read.
 */
final class Together {
  /** 2.2 MB, as several queries share a small heap: 24 sums of histograms, or 860 of requests. */
  private static final int MOST_NUMBERS = 24 * Long.SIZE * Family.Kind.HISTOGRAM.words();

  /** Where there are more different ones, most are of one series. */
  private static final int MOST_KEYS = 1_000;

  private static final int ALONE = -1;

  /** By the place of a row: the place of its sum. */
  private final int[] places;

  private final List<Sum> sums = new ArrayList<>();
  private final Map<Family.Kind, BlockDecoder> decoders = new EnumMap<>(Family.Kind.class);
  private int numbers;

  /** With one of its rows. */
  private record Sum(SeriesRow row, BlockSum blocks) {}

  private record Key(Family family, Object sum) {}

  private Together(int rows) {
    this.places = new int[rows];
    Arrays.fill(places, ALONE);
  }

  /**
   * Those of which there are several, and not more sums than are worth their memory; none where
   * each block is one value anyway.
   */
  static Together of(List<SeriesRow> rows, Reading.Cells cells) {
    Together together = new Together(rows.size());
    Map<Key, Integer> firsts = new HashMap<>();
    int end = cells.wholeRange() ? 0 : rows.size();
    for (int at = 0; at < end && firsts.size() < MOST_KEYS; at++) {
      Object sum = cells.sumOf(rows.get(at));
      if (sum != null) {
        Integer first = firsts.putIfAbsent(new Key(rows.get(at).key().family(), sum), at);
        if (first != null) {
          together.add(rows, first, at);
        }
      }
    }
    return together;
  }

  private void add(List<SeriesRow> rows, int first, int at) {
    Family.Kind kind = rows.get(first).kind();
    if (places[first] == ALONE && numbers < MOST_NUMBERS) {
      numbers += Long.SIZE * kind.words();
      places[first] = sums.size();
      BlockDecoder decoder = decoders.computeIfAbsent(kind, BlockDecoder::new);
      sums.add(new Sum(rows.get(first), new BlockSum(kind, decoder)));
    }
    places[at] = places[first];
  }

  /** What the blocks of a row are added to; null where its values are handed over by themselves. */
  @Nullable BlockSum sum(int at) {
    return places[at] == ALONE ? null : sums.get(places[at]).blocks();
  }

  /** Hands over what came together of the blocks that begin at a moment, and forgets it. */
  void handOver(Level level, long blockStart, long wanted, Reading.Cells cells) {
    for (Sum sum : sums) {
      BlockSum blocks = sum.blocks();
      for (long rest = blocks.mask() & wanted; rest != 0; rest &= rest - 1) {
        int slot = Long.numberOfTrailingZeros(rest);
        long start = level.slotStart(blockStart, slot);
        cells.value(sum.row(), start, blocks.get(slot, start));
      }
      blocks.clear();
    }
  }
}
