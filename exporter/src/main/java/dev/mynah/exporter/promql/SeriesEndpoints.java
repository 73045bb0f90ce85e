package dev.mynah.exporter.promql;

import dev.mynah.control.AdminResponse;
import dev.mynah.exporter.promql.budget.QueryBudget;
import dev.mynah.exporter.promql.eval.QueryEngine;
import dev.mynah.exporter.promql.eval.SeriesListing;
import dev.mynah.exporter.promql.metric.LabelSet;
import dev.mynah.exporter.promql.syntax.Expr.Selector;
import dev.mynah.exporter.promql.syntax.Parser;
import dev.mynah.exporter.series.QueryRefused;
import dev.mynah.exporter.series.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** {@code /api/v1/series}, {@code labels} and {@code label/.../values}. Any worker thread. */
final class SeriesEndpoints {
  private static final String MATCH = "match[]";
  private static final String VALUES = "/values";
  private static final long DEFAULT_RANGE_MILLIS = 12 * 3_600_000L;
  private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
  private static final int MOST_SELECTORS = 50;

  /** Values of a label that are told at most; Grafana asks for 40,000. */
  private static final int MOST_VALUES = 100_000;

  private final PromqlParts parts;
  private final QueryEngine engine;
  private final SeriesListing listing;

  SeriesEndpoints(PromqlParts parts, QueryEngine engine) {
    this.parts = parts;
    this.engine = engine;
    this.listing = new SeriesListing(parts.counts(), parts.routes());
  }

  AdminResponse series(Parameters parameters, String rest) {
    List<Selector> selectors = selectors(parameters);
    if (selectors.isEmpty()) {
      throw Parameters.bad("no match[] parameter provided");
    }
    TreeSet<LabelSet> found = new TreeSet<>();
    int most = parameters.limit("limit").orElse(Integer.MAX_VALUE);
    boolean[] more = {false};
    gather(
        parameters,
        selectors,
        labels -> {
          found.add(labels);
          if (found.size() > most) {
            found.pollLast();
            more[0] = true;
          }
          if (found.size() > parts.settings().series()) {
            throw new QueryRefused(
                QueryRefused.Kind.TOO_LARGE, "more than " + parts.settings().series() + " series");
          }
        });
    long bytes = 200L * found.size();
    return Envelope.success(
        json -> {
          json.writeStartArray();
          for (LabelSet labels : found) {
            ResultJson.labels(json, labels);
          }
          json.writeEndArray();
        },
        List.of(),
        truncated(more[0]),
        bytes);
  }

  AdminResponse labels(Parameters parameters, String rest) {
    TreeSet<String> names = new TreeSet<>();
    gather(
        parameters,
        selectors(parameters),
        labels -> {
          for (int i = 0; i < labels.size(); i++) {
            names.add(labels.name(i));
          }
        });
    return strings(names, parameters);
  }

  AdminResponse values(Parameters parameters, String rest) {
    if (!rest.endsWith(VALUES)) {
      throw Parameters.bad("unknown path: label/" + rest);
    }
    String label = rest.substring(0, rest.length() - VALUES.length());
    if (!LABEL.matcher(label).matches()) {
      throw Parameters.bad("invalid label name: \"" + label + "\"");
    }
    TreeSet<String> values = new TreeSet<>();
    gather(
        parameters,
        selectors(parameters),
        labels -> {
          String value = labels.get(label);
          if (!value.isEmpty() && values.size() < MOST_VALUES) {
            values.add(value);
          }
        });
    return strings(values, parameters);
  }

  private void gather(Parameters parameters, List<Selector> selectors, Consumer<LabelSet> sink) {
    long now = parts.clock().millis();
    long end = parameters.time("end").orElse(now);
    long start = parameters.time("start").orElse(end - DEFAULT_RANGE_MILLIS);
    if (end < start) {
      throw Parameters.invalid("end", "end timestamp must not be before start time");
    }
    TimeRange range = new TimeRange(start, end);
    QueryBudget budget =
        new QueryBudget(parts.settings(), parts.nanoTime(), parts.settings().timeout().toMillis());
    Consumer<LabelSet> watched =
        labels -> {
          budget.tick();
          sink.accept(labels);
        };
    engine.inTurn(
        budget,
        () -> {
          if (selectors.isEmpty()) {
            listing.all(range, budget, watched);
          } else {
            listing.each(selectors, range, budget, watched);
          }
          return true;
        });
  }

  private static List<Selector> selectors(Parameters parameters) {
    List<Selector> selectors = new ArrayList<>();
    List<String> texts = parameters.all(MATCH);
    if (texts.size() > MOST_SELECTORS) {
      throw Parameters.invalid(MATCH, "more than " + MOST_SELECTORS + " selectors");
    }
    for (String text : texts) {
      try {
        selectors.add(Parser.parseSelector(text));
      } catch (QueryRefused refused) {
        throw Parameters.invalid(MATCH, String.valueOf(refused.getMessage()));
      }
    }
    return selectors;
  }

  private static AdminResponse strings(SortedSet<String> strings, Parameters parameters) {
    OptionalInt limit = parameters.limit("limit");
    boolean more = limit.isPresent() && strings.size() > limit.getAsInt();
    List<String> told = strings.stream().limit(limit.orElse(Integer.MAX_VALUE)).toList();
    return Envelope.success(
        json -> {
          json.writeStartArray();
          for (String each : told) {
            json.writeString(each);
          }
          json.writeEndArray();
        },
        List.of(),
        truncated(more),
        20L * told.size());
  }

  private static List<String> truncated(boolean more) {
    return more ? List.of("results truncated due to limit") : List.of();
  }
}
