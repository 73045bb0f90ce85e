package dev.mynah.exporter.promql.eval;

import dev.mynah.exporter.promql.syntax.Expr;
import java.util.ArrayList;
import java.util.List;

/** The selectors of a query. */
public final class Mentioned {
  private Mentioned() {}

  /** All of them, in the order in which they are written. */
  public static List<Expr.Selector> selectors(Expr query) {
    List<Expr.Selector> selectors = new ArrayList<>();
    gather(query, selectors);
    return selectors;
  }

  private static void gather(Expr expr, List<Expr.Selector> into) {
    if (expr instanceof Expr.Selector selector) {
      into.add(selector);
    } else if (expr instanceof Expr.Range range) {
      into.add(range.selector());
    } else if (expr instanceof Expr.Call call) {
      call.arguments().forEach(argument -> gather(argument, into));
    } else if (expr instanceof Expr.Aggregate aggregate) {
      if (aggregate.parameter() != null) {
        gather(aggregate.parameter(), into);
      }
      gather(aggregate.of(), into);
    } else if (expr instanceof Expr.Binary binary) {
      gather(binary.left(), into);
      gather(binary.right(), into);
    } else if (expr instanceof Expr.Negate negate) {
      gather(negate.of(), into);
    }
  }
}
