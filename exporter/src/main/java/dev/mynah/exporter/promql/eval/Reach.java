package dev.mynah.exporter.promql.eval;

import dev.mynah.exporter.promql.syntax.Expr;
import dev.mynah.exporter.series.TimeRange;
import org.jspecify.annotations.Nullable;

/** From when to when a query looks at what is stored. One thread. */
final class Reach implements Expr.Cases<Boolean> {
  private final Grid grid;
  private long from = Long.MAX_VALUE;
  private long to = Long.MIN_VALUE;

  private Reach(Grid grid) {
    this.grid = grid;
  }

  /** The whole range; that of the query's times where it looks at nothing. */
  static TimeRange of(Expr query, Grid grid) {
    Reach reach = new Reach(grid);
    query.fold(reach);
    return reach.from <= reach.to
        ? new TimeRange(reach.from, reach.to + 1)
        : new TimeRange(grid.startMillis(), grid.endMillis() + 1);
  }

  private boolean look(Expr.Selector selector, long window) {
    Moments moments = Moments.of(selector, window, grid);
    long back = Math.max(window, QueryScope.LOOKBACK_MILLIS);
    from = Math.min(from, Math.min(moments.first(), moments.last()) - back);
    to = Math.max(to, Math.max(moments.first(), moments.last()));
    return true;
  }

  @Override
  public Boolean number(Expr.Num number) {
    return false;
  }

  @Override
  public Boolean text(Expr.Text text) {
    return false;
  }

  @Override
  public Boolean selector(Expr.Selector selector) {
    return look(selector, 0);
  }

  @Override
  public Boolean range(Expr.Range range) {
    return look(range.selector(), range.windowMillis());
  }

  @Override
  public Boolean call(Expr.Call call) {
    call.arguments().forEach(argument -> argument.fold(this));
    return true;
  }

  @Override
  public Boolean aggregate(Expr.Aggregate aggregate) {
    fold(aggregate.parameter());
    return aggregate.of().fold(this);
  }

  @Override
  public Boolean binary(Expr.Binary binary) {
    fold(binary.left());
    return binary.right().fold(this);
  }

  @Override
  public Boolean negate(Expr.Negate negate) {
    return negate.of().fold(this);
  }

  private void fold(@Nullable Expr expr) {
    if (expr != null) {
      expr.fold(this);
    }
  }
}
