package dev.mynah.exporter.promql;

import dev.mynah.control.AdminResponse;
import dev.mynah.exporter.promql.eval.Grid;
import dev.mynah.exporter.promql.eval.QueryAnswer;
import dev.mynah.exporter.promql.eval.QueryEngine;
import dev.mynah.exporter.promql.eval.Result;
import dev.mynah.exporter.series.QueryRefused;
import dev.mynah.exporter.series.QueryRefused.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** {@code /api/v1/query} and {@code /api/v1/query_range}. Any worker thread. */
final class QueryEndpoints {
  private static final String OFF = "off";

  private final PromqlParts parts;
  private final QueryEngine engine;

  QueryEndpoints(PromqlParts parts, QueryEngine engine) {
    this.parts = parts;
    this.engine = engine;
  }

  AdminResponse instant(Parameters parameters, String rest) {
    long time = parameters.time("time").orElse(parts.clock().millis());
    return answer(parameters, Grid.instant(time));
  }

  AdminResponse range(Parameters parameters, String rest) {
    long start = time(parameters, "start");
    long end = time(parameters, "end");
    if (end < start) {
      throw Parameters.invalid("end", "end timestamp must not be before start time");
    }
    OptionalLong step = parameters.duration("step");
    if (step.isEmpty()) {
      throw Parameters.invalid("step", "cannot parse \"\" to a valid duration");
    }
    if (step.getAsLong() <= 0) {
      throw Parameters.invalid(
          "step",
          "zero or negative query resolution step widths are not accepted. Try a positive integer");
    }
    if ((end - start) / step.getAsLong() > parts.settings().points()) {
      throw Parameters.bad(
          "exceeded maximum resolution of "
              + parts.settings().points()
              + " points per timeseries. Try decreasing the query resolution (?step=XX)");
    }
    return answer(parameters, Grid.range(start, end, step.getAsLong()));
  }

  private static long time(Parameters parameters, String name) {
    return parameters
        .time(name)
        .orElseThrow(() -> Parameters.invalid(name, "cannot parse \"\" to a valid timestamp"));
  }

  private AdminResponse answer(Parameters parameters, Grid grid) {
    long timeout = parameters.duration("timeout").orElse(parts.settings().timeout().toMillis());
    OptionalInt limit = parameters.limit("limit");
    String query = parameters.required("query");
    QueryAnswer answer;
    try {
      answer = engine.answer(query, grid, timeout);
    } catch (QueryRefused refused) {
      throw refused.kind() == Kind.BAD
          ? Parameters.invalid("query", String.valueOf(refused.getMessage()))
          : refused;
    }
    List<String> warnings = new ArrayList<>(answer.warnings());
    Result result = answer.result();
    if (limit.isPresent()
        && result instanceof Result.Lines lines
        && lines.lines().size() > limit.getAsInt()) {
      result = new Result.Lines(lines.lines().subList(0, limit.getAsInt()));
      warnings.add("results truncated due to limit");
    }
    long bytes = ResultJson.bytes(result);
    if (bytes > parts.settings().resultBytes()) {
      throw new QueryRefused(
          Kind.TOO_LARGE,
          "the answer would be larger than "
              + parts.settings().resultBytes()
              + " bytes; a longer step or fewer series make it smaller");
    }
    boolean told = !parameters.first("infos").orElse("").equals(OFF);
    ResultJson json = new ResultJson(result, grid);
    return Envelope.success(json::writeTo, told ? answer.infos() : List.of(), warnings, bytes);
  }
}
