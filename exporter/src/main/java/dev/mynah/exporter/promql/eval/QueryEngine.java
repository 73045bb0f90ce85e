package dev.mynah.exporter.promql.eval;

import dev.mynah.exporter.promql.budget.PromqlSettings;
import dev.mynah.exporter.promql.budget.QueryBudget;
import dev.mynah.exporter.promql.syntax.Aggregation;
import dev.mynah.exporter.promql.syntax.Expr;
import dev.mynah.exporter.promql.syntax.ExprType;
import dev.mynah.exporter.promql.syntax.Function;
import dev.mynah.exporter.promql.syntax.Parser;
import dev.mynah.exporter.route.RouteBook;
import dev.mynah.exporter.series.CountReader;
import dev.mynah.exporter.series.QueryRefused;
import dev.mynah.exporter.series.QueryRefused.Kind;
import dev.mynah.exporter.series.QueryTurns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Answers PromQL from what is stored. Safe from any thread that may wait; only so many queries are
 * worked on at once, the rest wait for their turn until their time is up.
 */
public final class QueryEngine {
  private final CountReader reader;
  private final Supplier<RouteBook> routes;
  private final PromqlSettings settings;
  private final LongSupplier nanoTime;
  private final QueryTurns turns;

  /**
   * An engine.
   *
   * @param nanoTime monotonic, for limits of time
   */
  public QueryEngine(
      CountReader reader,
      Supplier<RouteBook> routes,
      PromqlSettings settings,
      LongSupplier nanoTime) {
    this(reader, routes, settings, nanoTime, new QueryTurns(settings.concurrent()));
  }

  /**
   * The same in turns with others.
   *
   * @param turns may be those of another API
   */
  public QueryEngine(
      CountReader reader,
      Supplier<RouteBook> routes,
      PromqlSettings settings,
      LongSupplier nanoTime,
      QueryTurns turns) {
    this.reader = reader;
    this.routes = routes;
    this.settings = settings;
    this.nanoTime = nanoTime;
    this.turns = turns;
  }

  /**
   * Answers a query.
   *
   * @param timeoutMillis at most; the settings' limit counts where it is shorter
   * @throws QueryRefused when it is not understood, not supported, too large or too slow
   */
  public QueryAnswer answer(String query, Grid grid, long timeoutMillis) {
    QueryBudget budget = new QueryBudget(settings, nanoTime, timeoutMillis);
    if (query.length() > settings.queryChars()) {
      throw new QueryRefused(
          Kind.BAD, "query is longer than " + settings.queryChars() + " characters");
    }
    Expr expr = Parser.parse(query);
    boolean instant = grid.stepMillis() == 0;
    if (!instant && expr.type() != ExprType.SCALAR && expr.type() != ExprType.VECTOR) {
      throw new QueryRefused(
          Kind.BAD,
          "invalid expression type \""
              + expr.type().words()
              + "\" for range query, must be Scalar or instant Vector");
    }
    return inTurn(budget, () -> answer(expr, grid, budget));
  }

  /**
   * Does other work on what is stored in the same order of turns.
   *
   * @throws QueryRefused when it does not get its turn in time, or the work throws it
   */
  public <T> T inTurn(QueryBudget budget, Supplier<T> work) {
    return turns.take(Duration.ofNanos(budget.leftNanos()), work);
  }

  private QueryAnswer answer(Expr expr, Grid grid, QueryBudget budget) {
    QueryScope scope = new QueryScope(reader, routes, budget, grid, Reach.of(expr, grid));
    Result result = expr.fold(new Evaluator(scope));
    if (result instanceof Result.Lines lines) {
      List<Line> present = new ArrayList<>(lines.lines());
      present.removeIf(line -> !line.isPresentAnywhere());
      if (!isOrdered(expr, grid)) {
        present.sort(Comparator.comparing(Line::labels));
      }
      result = new Result.Lines(present);
    }
    return new QueryAnswer(
        expr.type(), grid, result, List.copyOf(scope.infos()), List.copyOf(scope.warnings()));
  }

  /** Whether the query itself says in which order its elements come. */
  private static boolean isOrdered(Expr expr, Grid grid) {
    if (grid.stepMillis() != 0) {
      return false;
    }
    if (expr instanceof Expr.Call call) {
      return call.function() == Function.SORT || call.function() == Function.SORT_DESC;
    }
    return expr instanceof Expr.Aggregate aggregate
        && (aggregate.aggregation() == Aggregation.TOPK
            || aggregate.aggregation() == Aggregation.BOTTOMK);
  }
}
