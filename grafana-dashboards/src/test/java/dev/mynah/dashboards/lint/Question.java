package dev.mynah.dashboards.lint;

import dev.mynah.exporter.promql.syntax.Expr;
import dev.mynah.exporter.promql.syntax.Parser;
import dev.mynah.exporter.series.Matcher;
import dev.mynah.exporter.series.QueryRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A query of a dashboard, read by the exporter's own parser. What that refuses no dashboard may
 * ask, not even of a Prometheus, so that each of them may be made to work on both.
 */
record Question(String text, Expr whole, List<Part> parts) {
  /** What stands for {@code $__rate_interval}; nobody writes such a window. */
  static final long RATE_INTERVAL_MILLIS = 886_999_787L;

  /** What stands for {@code $__range}. */
  static final long RANGE_MILLIS = 712_345_789L;

  /** A part of it, with what it stands in, outermost first. */
  record Part(Expr node, List<Expr> within) {
    /** What it stands in directly, 1, or that, 2. */
    Optional<Expr> parent(int levels) {
      int index = within.size() - levels;
      return index < 0 ? Optional.empty() : Optional.of(within.get(index));
    }
  }

  /**
   * Reads a query with Grafana's variables in it.
   *
   * @throws QueryRefused where it is not a query
   */
  static Question of(String text) {
    String plain =
        text.replace("$__rate_interval", RATE_INTERVAL_MILLIS + "ms")
            .replace("$__range", RANGE_MILLIS + "ms");
    Expr whole = Parser.parse(plain);
    List<Part> parts = new ArrayList<>();
    collect(whole, List.of(), parts);
    return new Question(text, whole, List.copyOf(parts));
  }

  /** As {@link #of}, nothing where it is not a query: another rule says so. */
  static Optional<Question> maybe(String text) {
    try {
      return Optional.of(of(text));
    } catch (QueryRefused refused) {
      return Optional.empty();
    }
  }

  Stream<Expr.Selector> selectors() {
    return parts.stream()
        .map(Part::node)
        .filter(Expr.Selector.class::isInstance)
        .map(Expr.Selector.class::cast);
  }

  /** The selectors inside of a part, itself included. */
  static List<Expr.Selector> selectorsIn(Expr expr) {
    List<Part> parts = new ArrayList<>();
    collect(expr, List.of(), parts);
    return parts.stream()
        .map(Part::node)
        .filter(Expr.Selector.class::isInstance)
        .map(Expr.Selector.class::cast)
        .toList();
  }

  /** What a part is directly made of. */
  static List<Expr> childrenOf(Expr expr) {
    return expr.fold(new Children());
  }

  static List<Part> partsOf(Expr expr) {
    List<Part> parts = new ArrayList<>();
    collect(expr, List.of(), parts);
    return parts;
  }

  /** The metric's name; empty where it is not one alone. */
  static String metric(Expr.Selector selector) {
    return selector.matchers().stream()
        .filter(m -> m.name().equals("__name__") && m.operator() == Matcher.Operator.EQUAL)
        .map(Matcher::value)
        .findFirst()
        .orElse("");
  }

  private static void collect(Expr node, List<Expr> within, List<Part> parts) {
    parts.add(new Part(node, within));
    List<Expr> deeper = new ArrayList<>(within);
    deeper.add(node);
    for (Expr child : node.fold(new Children())) {
      collect(child, List.copyOf(deeper), parts);
    }
  }

  private static final class Children implements Expr.Cases<List<Expr>> {
    @Override
    public List<Expr> number(Expr.Num number) {
      return List.of();
    }

    @Override
    public List<Expr> text(Expr.Text text) {
      return List.of();
    }

    @Override
    public List<Expr> selector(Expr.Selector selector) {
      return List.of();
    }

    @Override
    public List<Expr> range(Expr.Range range) {
      return List.of(range.selector());
    }

    @Override
    public List<Expr> call(Expr.Call call) {
      return call.arguments();
    }

    @Override
    public List<Expr> aggregate(Expr.Aggregate aggregate) {
      Expr parameter = aggregate.parameter();
      return parameter == null ? List.of(aggregate.of()) : List.of(parameter, aggregate.of());
    }

    @Override
    public List<Expr> binary(Expr.Binary binary) {
      return List.of(binary.left(), binary.right());
    }

    @Override
    public List<Expr> negate(Expr.Negate negate) {
      return List.of(negate.of());
    }
  }
}
