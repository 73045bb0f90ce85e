package dev.mynah.exporter.store.counts;

import dev.mynah.exporter.series.CountReader;
import dev.mynah.exporter.series.TimeRange;
import dev.mynah.exporter.store.sql.Dialect;
import dev.mynah.exporter.store.sql.Rows;
import dev.mynah.ledger.Family;
import dev.mynah.ledger.SeriesSum;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads values of some series. Where a stored sum is not up to date, it is made of what is finer,
 * down to the minutes, for a few series at a time. One thread, one transaction.
 */
final class Reading {
  /** A histogram has 1.4 KB in memory. */
  private static final int SUMMED_AT_ONCE = 500;

  private static final long NO_SOURCE = -1;

  private final Connection connection;
  private final Dialect dialect;
  private final DirtyHours dirty;
  private final Budget budget;

  /** One of each kind, filled again and again: nothing keeps a value. */
  private final Map<Family.Kind, Block> blocks = new EnumMap<>(Family.Kind.class);

  private final Map<Family.Kind, SpanSum> adders = new EnumMap<>(Family.Kind.class);

  /** Takes a value; it is valid during the call only. */
  @FunctionalInterface
  interface Cells {
    void value(SeriesRow row, long start, long[] words);

    /** See {@link CountReader.Sink#sumOf}. */
    default @Nullable Object sumOf(SeriesRow row) {
      return null;
    }

    /** See {@link CountReader.Sink#wholeRange}. */
    default boolean wholeRange() {
      return false;
    }

    /** See {@link CountReader.Sink#wordsRead}. */
    default int wordsRead() {
      return Integer.MAX_VALUE;
    }
  }

  Reading(Connection connection, Dialect dialect, DirtyHours dirty, Budget budget) {
    this.connection = connection;
    this.dialect = dialect;
    this.dirty = dirty;
    this.budget = budget;
  }

  /** Spans of a grain. */
  record Grain(Level level, TimeRange range) {}

  /** Hands over every value of these series, which are in the order of their ids. */
  void read(List<SeriesRow> rows, List<Grain> grains, Cells cells) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    RowSums sums = cells.wholeRange() ? new RowSums(rows) : null;
    for (Grain grain : grains) {
      read(rows, grain.level(), grain.range(), cells, sums);
    }
    if (sums != null) {
      sums.handOver(cells);
    }
  }

  private void read(
      List<SeriesRow> rows, Level level, TimeRange range, Cells cells, @Nullable RowSums sums)
      throws SQLException {
    stored(rows, level, range, cells, sums);
    if (level == Level.MINUTE) {
      return;
    }
    for (long start : dirty.starts(level, range)) {
      List<SeriesRow> those =
          rows.stream().filter(row -> dirty.at(level, row.source(), start)).toList();
      for (int i = 0; i < those.size(); i += SUMMED_AT_ONCE) {
        List<SeriesRow> some = those.subList(i, Math.min(i + SUMMED_AT_ONCE, those.size()));
        summed(some, level, start, cells);
      }
    }
  }

  private void summed(List<SeriesRow> rows, Level level, long start, Cells cells)
      throws SQLException {
    Map<SeriesRow, long[]> sums = new HashMap<>();
    TimeRange span = new TimeRange(start, level.next(start));
    read(
        rows,
        List.of(new Grain(level.finer(), span)),
        (row, at, words) -> {
          long[] sum = sums.get(row);
          if (sum == null) {
            sums.put(row, words.clone());
          } else {
            SeriesSum.add(row.kind(), sum, words);
          }
        });
    sums.forEach((row, words) -> cells.value(row, start, words));
  }

  private void stored(
      List<SeriesRow> rows, Level level, TimeRange range, Cells cells, @Nullable RowSums sums)
      throws SQLException {
    long first = Rows.number(connection, Sql.FIRST_BLOCK.text(dialect, level));
    long last = Rows.number(connection, Sql.LAST_BLOCK.text(dialect, level));
    long from = Math.max(first, level.blockStart(Math.max(0, range.fromMillis())));
    long[] ids = rows.stream().mapToLong(SeriesRow::id).toArray();
    Together together = Together.of(rows, cells);
    List<Part> parts = new ArrayList<>();
    for (long start = from; start <= last && start < range.toMillis(); ) {
      parts.add(new Part(rows, level, start, wanted(level, start, range)));
      start = level.nextBlock(start);
    }
    long[] starts = parts.stream().mapToLong(Part::start).toArray();
    try (PartRows blocks = new PartRows(connection, dialect, level, ids, starts)) {
      new BlockRows(blocks).each(new Taking(parts, ids, together, sums, cells));
    }
  }

  /** Which spans of a block are in the range, the first in the lowest bit. */
  private static long wanted(Level level, long blockStart, TimeRange range) {
    long wanted = 0;
    for (int slot = 0; slot < Long.SIZE; slot++) {
      wanted |= range.contains(level.slotStart(blockStart, slot)) ? 1L << slot : 0;
    }
    return wanted;
  }

  /** The blocks of these series that begin at one moment, and the spans of them that are wanted. */
  private record Part(List<SeriesRow> rows, Level level, long start, long wanted) {}

  /** Takes blocks as they are read. */
  private final class Taking implements BlockRows.Sink {
    private final List<Part> parts;
    private final long[] ids;
    private final Together together;
    private final @Nullable RowSums sums;
    private final Cells cells;
    private long lastSource = NO_SOURCE;
    private long lastWanted;

    Taking(List<Part> parts, long[] ids, Together together, @Nullable RowSums sums, Cells cells) {
      this.parts = parts;
      this.ids = ids;
      this.together = together;
      this.sums = sums;
      this.cells = cells;
    }

    @Override
    public void row(int part, long series, byte[] block) {
      budget.step();
      int at = Arrays.binarySearch(ids, series);
      if (at >= 0) {
        block(parts.get(part), at, block);
      }
    }

    private void block(Part part, int at, byte... bytes) {
      SeriesRow row = part.rows().get(at);
      long wanted = wanted(part, row.source());
      BlockSum sum = together.sum(at);
      if (sums != null) {
        whole(sums, at, part, wanted, bytes);
      } else if (sum != null && wanted == part.wanted()) {
        budget.values(Long.bitCount(sum.add(bytes, cells.wordsRead()) & wanted));
      } else {
        values(row, part, wanted, bytes, cells);
      }
    }

    /** The same for all rows of a source that follow each other in a part. */
    private long wanted(Part part, long source) {
      if (source != lastSource) {
        lastSource = source;
        lastWanted = part.wanted() & ~dirty.slots(part.level(), source, part.start());
      }
      return lastWanted;
    }

    private void whole(RowSums into, int at, Part part, long wanted, byte... bytes) {
      SeriesRow row = part.rows().get(at);
      SpanSum block = adders.computeIfAbsent(row.kind(), SpanSum::new);
      long spans = block.open(bytes, wanted, cells.wordsRead());
      if (spans == 0) {
        return;
      }
      budget.values(Long.bitCount(spans));
      long start = part.level().slotStart(part.start(), Long.numberOfTrailingZeros(spans));
      long[] sum = into.of(at, start);
      long[] words = sum == null ? new long[row.kind().words()] : sum;
      block.addTo(words, part.level(), part.start(), spans);
      if (sum == null) {
        cells.value(row, start, words);
      }
    }

    @Override
    public void ended(int part) {
      lastSource = NO_SOURCE;
      Part over = parts.get(part);
      together.handOver(over.level(), over.start(), over.wanted(), cells);
    }
  }

  private void values(SeriesRow row, Part part, long wanted, byte[] bytes, Cells cells) {
    Level level = part.level();
    Block block = blocks.computeIfAbsent(row.kind(), kind -> new Block(kind, level, part.start()));
    block.refill(level, part.start(), bytes, cells.wordsRead());
    for (long rest = wanted; rest != 0; rest &= rest - 1) {
      int slot = Long.numberOfTrailingZeros(rest);
      long[] words = block.get(slot);
      if (words != null) {
        budget.value();
        cells.value(row, level.slotStart(part.start(), slot), words);
      }
    }
  }
}
