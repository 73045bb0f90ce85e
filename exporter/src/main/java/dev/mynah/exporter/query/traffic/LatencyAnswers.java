package dev.mynah.exporter.query.traffic;

import static dev.mynah.exporter.query.ask.Asked.FILTERS;
import static dev.mynah.exporter.query.ask.Asked.PAGE;
import static dev.mynah.exporter.query.ask.Asked.STEP;
import static dev.mynah.exporter.query.ask.Asked.TIME;

import dev.mynah.exporter.openapi.About;
import dev.mynah.exporter.openapi.Inline;
import dev.mynah.exporter.query.answer.Answer;
import dev.mynah.exporter.query.answer.Head;
import dev.mynah.exporter.query.answer.PageShown;
import dev.mynah.exporter.query.ask.Asked;
import dev.mynah.exporter.query.ask.Spans;
import dev.mynah.exporter.query.count.Dimension;
import dev.mynah.exporter.query.count.Durations;
import dev.mynah.exporter.query.count.Inquiry;
import dev.mynah.exporter.query.count.Table;
import java.util.ArrayList;
import java.util.List;

/** How fast it was, in all and over time. */
public final class LatencyAnswers {
  private LatencyAnswers() {}

  /** A span of a series; its columns are null where nothing was answered. */
  public record LatencyRow(
      @About("Where the span begins, epoch milliseconds.") long time,
      @About("The value of what was asked for by `by`; empty without.") String name,
      @Inline Latency latency) {}

  /** The whole range. */
  public record LatencyTotal(
      @About("The value of what was asked for by `by`; empty without.") String name,
      @Inline Latency latency) {}

  /** The paths of this chapter. */
  public static List<Offer> offers() {
    return List.of(
        Offer.of(
            "latency",
            Offer.text(
                TrafficAnswers.TAG,
                "How long answering took",
                "Percentiles come from histograms whose buckets are at most 12.5 % wide; each has"
                    + " its bounds. They are never averages of percentiles. `totals` are over the"
                    + " whole range, `data` over its spans. Filters and groups by method, status,"
                    + " protocol and consumer are answered from samples."),
            Asked.of(TIME, STEP, List.of(TrafficAnswers.BY), FILTERS, PAGE),
            Offer.rows(LatencyRow.class).rows("totals", LatencyTotal.class),
            "from=-1h&step=5m",
            LatencyAnswers::latency));
  }

  private static Answer latency(Inquiry inquiry) {
    Spans spans = inquiry.spans();
    List<Dimension> by = TrafficAnswers.by(inquiry.question());
    if (!inquiry.timingsKnow(by)) {
      inquiry.warn("drawn from the request log: durations are counted by route and outcome only");
    }
    Table<Durations> over = inquiry.durations(spans, by);
    List<List<String>> groups =
        TrafficAnswers.sorted(by.isEmpty() ? List.of(List.of()) : over.groups());
    List<LatencyRow> rows = new ArrayList<>();
    for (int i = 0; i < spans.count(); i++) {
      for (List<String> group : groups) {
        String name = TrafficAnswers.name(group);
        rows.add(new LatencyRow(spans.times()[i], name, Latency.of(over.get(group, i))));
      }
    }
    List<LatencyTotal> totals =
        groups.stream()
            .map(g -> new LatencyTotal(TrafficAnswers.name(g), Latency.of(all(over, g, spans))))
            .toList();
    return Answer.of(Head.of(inquiry))
        .with(PageShown.cut(inquiry.question(), rows, Spans.MOST))
        .with("totals", totals);
  }

  private static Durations all(Table<Durations> over, List<String> group, Spans spans) {
    Durations all = new Durations();
    for (int i = 0; i < spans.count(); i++) {
      if (over.has(group, i)) {
        all.add(over.get(group, i));
      }
    }
    return all;
  }
}
