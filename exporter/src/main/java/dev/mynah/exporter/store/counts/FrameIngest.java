package dev.mynah.exporter.store.counts;

import dev.mynah.exporter.route.RouteBook;
import dev.mynah.exporter.store.counts.LastValues.Last;
import dev.mynah.exporter.store.sql.Dialect;
import dev.mynah.ledger.Family;
import dev.mynah.ledger.SeriesKey;
import dev.mynah.ledger.journal.Frame;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes minutes of frames: what each series gained since it was last seen, shared out among the
 * minutes in which that may have been. One thread, one transaction, one source.
 */
final class FrameIngest {
  /** Longer spans are told as a sum without minutes: they say nothing that fine. */
  static final long LONGEST_MILLIS = 7 * Level.DAY_MILLIS;

  private final Connection connection;
  private final SourceState source;
  private final SeriesWriter series;
  private final RouteBook routes;
  private final CostCounter costs;
  private final LastValues last;
  private final MinuteBlocks minutes;
  private final Gaps gaps;
  private final GaugeWriter gauges;
  private final long hoursKeptFrom;

  /** A series, its cumulative value, and what it had come to. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Seen(SeriesRow row, long[] words) {}

  FrameIngest(
      Connection connection,
      Dialect dialect,
      SourceState source,
      SeriesWriter series,
      RouteBook routes)
      throws SQLException {
    this.connection = connection;
    this.source = source;
    this.series = series;
    this.routes = routes;
    this.costs = new CostCounter(routes);
    this.last = new LastValues(connection, dialect);
    this.minutes = new MinuteBlocks(connection, dialect, source.id);
    this.gaps = new Gaps(dialect);
    this.gauges = new GaugeWriter(connection, dialect, source.id);
    this.hoursKeptFrom = Kept.from(connection, dialect, Level.HOUR);
  }

  /** Takes in a frame; one that was taken in before changes nothing. */
  void take(Frame frame) throws SQLException {
    if (source.hasTaken(frame)) {
      return;
    }
    long missing = source.missingBefore(frame);
    if (missing > 0 && source.countedTo > 0) {
      gaps.add(connection, source.id, Gaps.missing(source.countedTo, frame, missing));
    }
    source.begins(frame);
    List<Seen> seen = new ArrayList<>();
    for (Frame.Value value : frame.values()) {
      if (!value.key().label(Family.ROUTE).equals(Family.REMOVED)) {
        seen.add(new Seen(row(value.key()), value.words()));
      }
    }
    last.load(seen.stream().map(Seen::row).toList());
    Spread usual = usual(frame);
    boolean coarse = false;
    for (Seen each : seen) {
      coarse |= count(frame, each, usual);
    }
    if (coarse) {
      gaps.add(connection, source.id, Gaps.coarse(frame));
    }
    gauges.add(frame);
    source.ends(frame);
  }

  /** Writes what is still gathered. */
  void finish() throws SQLException {
    minutes.flush();
    last.save();
    gauges.save();
  }

  /** Counts what a series gained; tells whether that belongs to no minute. */
  private boolean count(Frame frame, Seen seen, Spread usual) throws SQLException {
    Family.Kind kind = seen.row().kind();
    Last known = last.get(seen.row());
    boolean anew =
        known != null
            && (known.ledgerId() != frame.ledgerId()
                || Gained.wentBack(kind, known.words(), seen.words()));
    Gained gained =
        Gained.between(kind, known == null || anew ? null : known.words(), seen.words());
    Spread spread = source.missed(known == null ? 0 : known.sequence()) ? gap(frame) : usual;
    boolean coarse = !gained.nothing() && spread.isUnknown();
    long[] before = known == null ? null : known.before();
    long[] baseline = known == null ? null : known.baseline();
    last.put(
        seen.row(),
        new Last(
            frame.ledgerId(),
            frame.sequence(),
            seen.words(),
            anew ? LastValues.sum(kind, before, known == null ? null : known.words()) : before,
            coarse ? LastValues.sum(kind, baseline, gained.copy()) : baseline));
    if (!gained.nothing()) {
      share(seen.row(), gained, spread);
      cost(frame, seen.row().key(), gained, spread);
    }
    return coarse;
  }

  private void share(SeriesRow row, Gained gained, Spread spread) throws SQLException {
    for (int i = 0; i < spread.size(); i++) {
      long @Nullable [] share = gained.share(spread, i, row.id());
      if (share != null) {
        minutes.add(row, spread.minute(i), share);
      }
    }
  }

  private void cost(Frame frame, SeriesKey key, Gained gained, Spread spread) throws SQLException {
    Optional<CostCounter.Cost> cost = costs.of(key, gained.words()[0]);
    if (cost.isEmpty()) {
      return;
    }
    SeriesRow row = row(cost.get().key());
    last.load(List.of(row));
    long[] micros = {cost.get().micros()};
    Last known = last.get(row);
    long[] words = known == null ? micros : LastValues.sum(row.kind(), known.words(), micros);
    long[] baseline = known == null ? null : known.baseline();
    last.put(
        row,
        new Last(
            frame.ledgerId(),
            frame.sequence(),
            words == null ? micros : words,
            null,
            spread.isUnknown() ? LastValues.sum(row.kind(), baseline, micros) : baseline));
    share(row, new Gained(row.kind(), micros), spread);
  }

  private SeriesRow row(SeriesKey key) throws SQLException {
    Optional<String> group = routes.find(key.label(Family.ROUTE)).map(RouteBook.Entry::group);
    return series.row(connection, source.id, key, group);
  }

  private Spread usual(Frame frame) {
    return frame.unwatched() ? Spread.UNKNOWN : over(frame.fromMillis(), frame.toMillis());
  }

  private Spread gap(Frame frame) {
    return frame.unwatched()
        ? Spread.UNKNOWN
        : over(Math.min(source.gapFrom, frame.fromMillis()), frame.toMillis());
  }

  /** Minutes that are too old to be kept even by hour are in the totals alone. */
  private Spread over(long from, long to) {
    return to - from > LONGEST_MILLIS || from < hoursKeptFrom
        ? Spread.UNKNOWN
        : Spread.over(from, to);
  }
}
