package dev.mynah.exporter.promql;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mynah.control.AdminResponse;
import dev.mynah.exporter.log.LogEntry;
import dev.mynah.exporter.log.LogFilter;
import dev.mynah.exporter.promql.budget.QueryBudget;
import dev.mynah.exporter.promql.eval.Mentioned;
import dev.mynah.exporter.promql.eval.PromNumber;
import dev.mynah.exporter.promql.eval.QueryEngine;
import dev.mynah.exporter.promql.metric.Exposed;
import dev.mynah.exporter.promql.metric.ExposedBuckets;
import dev.mynah.exporter.promql.metric.LabelSet;
import dev.mynah.exporter.promql.syntax.Expr;
import dev.mynah.exporter.promql.syntax.Expr.Selector;
import dev.mynah.exporter.promql.syntax.Parser;
import dev.mynah.exporter.series.Matcher;
import dev.mynah.exporter.series.QueryRefused;
import dev.mynah.exporter.series.Selection;
import dev.mynah.exporter.series.Series;
import dev.mynah.exporter.series.TimeRange;
import dev.mynah.ledger.Family;
import dev.mynah.ledger.journal.HitEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * {@code /api/v1/query_exemplars}: traces of single requests for the histogram of durations, out of
 * the request log. A range is cut into slices, and each gives a few of its newest. Any worker
 * thread.
 */
final class ExemplarsEndpoint {
  private static final String BUCKET = Family.TIMING.name() + "_bucket";
  private static final long DEFAULT_RANGE_MILLIS = 3_600_000;
  private static final int SLICES = 20;
  private static final int PER_SLICE = 50;

  private final PromqlParts parts;
  private final QueryEngine engine;

  ExemplarsEndpoint(PromqlParts parts, QueryEngine engine) {
    this.parts = parts;
    this.engine = engine;
  }

  AdminResponse answer(Parameters parameters, String rest) {
    long end = parameters.time("end").orElse(parts.clock().millis());
    long start = parameters.time("start").orElse(end - DEFAULT_RANGE_MILLIS);
    if (end < start) {
      throw Parameters.invalid("end", "end timestamp must not be before start time");
    }
    List<Selector> selectors = Mentioned.selectors(parsed(parameters.required("query")));
    QueryBudget budget =
        new QueryBudget(parts.settings(), parts.nanoTime(), parts.settings().timeout().toMillis());
    Map<LabelSet, List<HitEvent>> found =
        engine.inTurn(budget, () -> found(selectors, new TimeRange(start, end), budget));
    return Envelope.success(json -> write(json, found));
  }

  private static Expr parsed(String query) {
    try {
      return Parser.parse(query);
    } catch (QueryRefused refused) {
      throw Parameters.invalid("query", String.valueOf(refused.getMessage()));
    }
  }

  private Map<LabelSet, List<HitEvent>> found(
      List<Selector> selectors, TimeRange range, QueryBudget budget) {
    Map<LabelSet, List<HitEvent>> found = new TreeMap<>();
    for (Selector selector : selectors) {
      boolean meant =
          selector.matchers().stream()
              .filter(matcher -> matcher.name().equals(LabelSet.NAME))
              .allMatch(matcher -> matcher.accepts(BUCKET));
      if (meant) {
        find(selector, range, budget, found);
      }
    }
    return found;
  }

  private void find(
      Selector selector, TimeRange range, QueryBudget budget, Map<LabelSet, List<HitEvent>> found) {
    Map<List<String>, LabelSet> series = series();
    List<Matcher> matchers = new ArrayList<>();
    matchers.add(new Matcher("trace_id", Matcher.Operator.NOT_EQUAL, ""));
    selector.matchers().stream()
        .filter(matcher -> Family.TIMING.labelNames().contains(matcher.name()))
        .forEach(matchers::add);
    for (TimeRange slice : slices(range)) {
      budget.checkTime();
      LogFilter filter = new LogFilter(slice, matchers, false);
      for (LogEntry entry : parts.log().page(filter, Long.MAX_VALUE, PER_SLICE)) {
        LabelSet labels = labels(series, entry);
        if (selector.matchers().stream().allMatch(m -> m.accepts(labels.get(m.name())))) {
          found.computeIfAbsent(labels, l -> new ArrayList<>()).add(entry.event());
        }
      }
    }
  }

  /** The exposed series of each source, route and outcome. */
  private Map<List<String>, LabelSet> series() {
    Map<List<String>, LabelSet> series = new HashMap<>();
    Selection timing = new Selection(Set.of(Family.TIMING.name()), List.of());
    for (Series each : parts.counts().series(timing)) {
      series.put(
          List.of(
              each.attributes().get("source"),
              each.labels().get(Family.ROUTE),
              each.labels().get("outcome")),
          LabelSet.of(each.labels()).with(LabelSet.NAME, BUCKET));
    }
    return series;
  }

  private static LabelSet labels(Map<List<String>, LabelSet> series, LogEntry entry) {
    HitEvent event = entry.event();
    String route = event.request().route();
    String outcome = event.answer().outcome();
    LabelSet known = series.get(List.of(entry.source(), route, outcome));
    LabelSet labels =
        known != null
            ? known
            : LabelSet.EMPTY
                .with(LabelSet.NAME, BUCKET)
                .with(Family.ROUTE, route)
                .with("outcome", outcome);
    int edge = ExposedBuckets.indexOf(event.spent().totalNanos());
    return labels.with(Exposed.LE, ExposedBuckets.EDGES.get(edge));
  }

  private static List<TimeRange> slices(TimeRange range) {
    long length = Math.max(1, (range.toMillis() - range.fromMillis() + SLICES) / SLICES);
    List<TimeRange> slices = new ArrayList<>();
    for (long from = range.fromMillis(); from <= range.toMillis(); from += length) {
      slices.add(new TimeRange(from, Math.min(range.toMillis() + 1, from + length)));
    }
    return slices;
  }

  private static void write(JsonGenerator json, Map<LabelSet, List<HitEvent>> found)
      throws IOException {
    json.writeStartArray();
    for (Map.Entry<LabelSet, List<HitEvent>> series : found.entrySet()) {
      json.writeStartObject();
      json.writeFieldName("seriesLabels");
      ResultJson.labels(json, series.getKey());
      json.writeArrayFieldStart("exemplars");
      for (HitEvent event : series.getValue()) {
        write(json, event);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, HitEvent event) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("labels");
    json.writeStringField("trace_id", event.client().traceId());
    if (!event.client().spanId().isEmpty()) {
      json.writeStringField("span_id", event.client().spanId());
    }
    json.writeEndObject();
    json.writeStringField("value", PromNumber.format(event.spent().totalNanos() / 1e9));
    json.writeFieldName("timestamp");
    json.writeRawValue(ResultJson.seconds(event.timeMillis()));
    json.writeEndObject();
  }
}
