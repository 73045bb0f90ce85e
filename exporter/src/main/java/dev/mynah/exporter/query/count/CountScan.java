package dev.mynah.exporter.query.count;

import dev.mynah.exporter.query.ask.Spans;
import dev.mynah.exporter.query.plan.Grid;
import dev.mynah.exporter.query.plan.Plan;
import dev.mynah.exporter.query.plan.Planner;
import dev.mynah.exporter.series.CountReader;
import dev.mynah.exporter.series.Resolution;
import dev.mynah.exporter.series.Selection;
import dev.mynah.exporter.series.Series;
import java.util.List;

/** Reads counts piece by piece and says which span each value is in. One thread, one question. */
final class CountScan {
  private final CountReader counts;
  private final Selection selection;
  private final Spans spans;
  private final Budget budget;
  private final SpanSink sink;

  CountScan(CountReader counts, Selection selection, Spans spans, Budget budget, SpanSink sink) {
    this.counts = counts;
    this.selection = selection;
    this.spans = spans;
    this.budget = budget;
    this.sink = sink;
  }

  void read(Plan plan, long closedMillis) {
    List<CountReader.Piece> pieces = plan.openMinute() ? plan.before(closedMillis) : plan.pieces();
    if (spans.count() == 1) {
      counts.readAll(selection, pieces, new Whole());
    } else {
      for (CountReader.Piece piece : pieces) {
        counts.read(
            selection, piece.range(), piece.resolution(), new Spread(piece.resolution(), false));
      }
    }
    if (plan.openMinute()) {
      counts.readUpToNow(selection, plan.from(closedMillis), new Spread(Resolution.MINUTE, true));
    }
  }

  /** Where there is one span, nobody asks where in it something was counted. */
  private final class Whole implements CountReader.Sink {
    @Override
    public boolean wholeRange() {
      return true;
    }

    @Override
    public void value(Series series, long start, long[] words) {
      budget.value();
      sink.value(series, 0, words);
    }
  }

  /** Puts values into their spans; those up to the minute under way may be of none. */
  private final class Spread implements CountReader.Sink {
    private final Resolution resolution;
    private final boolean upToNow;

    Spread(Resolution resolution, boolean upToNow) {
      this.resolution = resolution;
      this.upToNow = upToNow;
    }

    @Override
    public Object sumOf(Series series) {
      return sink.sumOf(series);
    }

    @Override
    public void value(Series series, long start, long[] words) {
      budget.value();
      if (!upToNow || isAsked(start)) {
        sink.value(series, spans.indexOf(Planner.middle(resolution, start)), words);
      }
    }
  }

  private boolean isAsked(long minute) {
    return minute >= Grid.floor(Resolution.MINUTE, spans.edges()[0])
        && minute < spans.edges()[spans.count()];
  }
}
