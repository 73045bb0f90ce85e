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

  CountScan(CountReader counts, Selection selection, Spans spans, Budget budget) {
    this.counts = counts;
    this.selection = selection;
    this.spans = spans;
    this.budget = budget;
  }

  void read(Plan plan, long closedMillis, SpanSink sink) {
    List<CountReader.Piece> pieces = plan.openMinute() ? plan.before(closedMillis) : plan.pieces();
    if (spans.count() == 1) {
      counts.readAll(selection, pieces, new Whole(sink));
    } else {
      for (CountReader.Piece piece : pieces) {
        Resolution resolution = piece.resolution();
        counts.read(selection, piece.range(), resolution, new Stored(resolution, sink));
      }
    }
    if (plan.openMinute()) {
      counts.readUpToNow(selection, plan.from(closedMillis), new Fresh(sink));
    }
  }

  /** Where there is one span, nobody asks where in it something was counted. */
  private final class Whole implements CountReader.Sink {
    private final SpanSink sink;

    Whole(SpanSink sink) {
      this.sink = sink;
    }

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

  private final class Stored implements CountReader.Sink {
    private final Resolution resolution;
    private final SpanSink sink;

    Stored(Resolution resolution, SpanSink sink) {
      this.resolution = resolution;
      this.sink = sink;
    }

    @Override
    public Object sumOf(Series series) {
      return sink.sumOf(series);
    }

    @Override
    public void value(Series series, long start, long[] words) {
      budget.value();
      sink.value(series, spans.indexOf(Planner.middle(resolution, start)), words);
    }
  }

  /** Minutes up to the one under way, some of which may be of no span. */
  private final class Fresh implements CountReader.Sink {
    private final SpanSink sink;

    Fresh(SpanSink sink) {
      this.sink = sink;
    }

    @Override
    public Object sumOf(Series series) {
      return sink.sumOf(series);
    }

    @Override
    public void value(Series series, long start, long[] words) {
      budget.value();
      long from = spans.edges()[0];
      if (start >= Grid.floor(Resolution.MINUTE, from) && start < spans.edges()[spans.count()]) {
        sink.value(series, spans.indexOf(Planner.middle(Resolution.MINUTE, start)), words);
      }
    }
  }
}
