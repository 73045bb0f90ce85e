package dev.mynah.exporter.promql.eval;

import dev.mynah.exporter.promql.syntax.ExprType;
import java.util.List;

/**
 * What a query came to.
 *
 * @param result its lines are sorted by labels, or by what the query sorts by
 * @param infos sentences on how it was made
 */
public record QueryAnswer(
    ExprType type, Grid grid, Result result, List<String> infos, List<String> warnings) {
  /** Keeps its own copies. */
  public QueryAnswer {
    infos = List.copyOf(infos);
    warnings = List.copyOf(warnings);
  }
}
