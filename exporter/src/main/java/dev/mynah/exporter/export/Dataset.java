package dev.mynah.exporter.export;

import dev.mynah.exporter.query.answer.Answer;
import dev.mynah.exporter.query.answer.Answering;
import dev.mynah.exporter.query.ask.Question;
import dev.mynah.exporter.query.count.Inquiry;
import dev.mynah.exporter.query.count.Sources;
import dev.mynah.exporter.query.plan.Plan;
import dev.mynah.exporter.query.plan.Planner;
import dev.mynah.exporter.query.traffic.LogRow;
import dev.mynah.exporter.series.CountReader.Piece;
import dev.mynah.exporter.series.QueryRefused;
import dev.mynah.exporter.series.Resolution;
import dev.mynah.exporter.series.Selection;
import dev.mynah.ledger.Family;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** What can be exported: finds the rows of a question and hands them over one by one. */
final class Dataset {
  private static final Set<String> COUNTED =
      Set.of(
          "route",
          "group",
          "workspace",
          "environment",
          "source",
          "job",
          "instance",
          "namespace",
          "pod",
          "outcome",
          "method",
          "protocol",
          "status");
  private static final Set<String> LACKED_BY_TIMING = Set.of("method", "protocol", "status");

  private final Sources sources;
  private final Answering endpoints;

  Dataset(Sources sources, Answering endpoints) {
    this.sources = sources;
    this.endpoints = endpoints;
  }

  /** The rows of a question, checked before the first is handed over. */
  Found find(Question question) {
    try (Inquiry inquiry = new Inquiry(sources, question.whole())) {
      Rows rows =
          switch (question.value("dataset").orElse("metrics")) {
            case "endpoints" -> endpoints(inquiry);
            case "errors" -> log(inquiry, true);
            case "logs" -> log(inquiry, false);
            default -> metrics(inquiry);
          };
      return new Found(rows, inquiry.evidence().warnings());
    }
  }

  /** Rows, and what to know when reading them. */
  record Found(Rows rows, List<String> warnings) {}

  /** Hands over rows. */
  interface Rows {
    /** To the last. */
    void each(Consumer<Record> sink);
  }

  private Rows log(Inquiry inquiry, boolean errorsOnly) {
    var filter = inquiry.filter(errorsOnly);
    return sink -> sources.log().stream(filter, entry -> sink.accept(LogRow.of(entry)));
  }

  private Rows endpoints(Inquiry inquiry) {
    Answer answer = endpoints.answer(inquiry);
    Object data = answer.parts().get("data");
    List<?> rows = data instanceof List<?> list ? list : List.of();
    return sink -> rows.forEach(row -> sink.accept((Record) row));
  }

  private Rows metrics(Inquiry inquiry) {
    Question question = inquiry.question();
    if (!COUNTED.containsAll(question.filters().fields())) {
      throw new QueryRefused(
          QueryRefused.Kind.UNSUPPORTED,
          "dataset: metrics are counts, which know "
              + String.join(", ", COUNTED.stream().sorted().toList())
              + "; dataset=logs can be filtered by the rest");
    }
    String coarsest = question.value("resolution").orElse("hour").toUpperCase(Locale.ROOT);
    Plan plan =
        Planner.spans(inquiry.coverage(), Resolution.valueOf(coarsest), inquiry.whole().edges());
    plan.notes().forEach(inquiry::warn);
    boolean timing = question.filters().fields().stream().noneMatch(LACKED_BY_TIMING::contains);
    return sink -> {
      read(question, Family.REQUESTS, plan, sink);
      if (timing) {
        read(question, Family.TIMING, plan, sink);
      }
    };
  }

  private void read(Question question, Family family, Plan plan, Consumer<Record> sink) {
    Selection selection =
        new Selection(Set.of(family.name()), question.filters().matchers(COUNTED));
    for (Piece piece : plan.pieces()) {
      sources
          .counts()
          .read(
              selection,
              piece.range(),
              piece.resolution(),
              (series, start, words) ->
                  sink.accept(MetricRow.of(series, start, piece.resolution(), words)));
    }
  }
}
