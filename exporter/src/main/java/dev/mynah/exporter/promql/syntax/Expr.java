package dev.mynah.exporter.promql.syntax;

import dev.mynah.exporter.series.Matcher;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A query, or a part of one; its types agree. Immutable. */
public sealed interface Expr {

  /** Where it begins: characters from the start of the query. */
  int at();

  ExprType type();

  /** Hands this to the case of its kind. */
  <R> R fold(Cases<R> cases);

  /** One case for each kind of expression. */
  interface Cases<R> {
    R number(Num number);

    R text(Text text);

    R selector(Selector selector);

    R range(Range range);

    R call(Call call);

    R aggregate(Aggregate aggregate);

    R binary(Binary binary);

    R negate(Negate negate);
  }

  /** A number. */
  record Num(int at, double value) implements Expr {
    @Override
    public ExprType type() {
      return ExprType.SCALAR;
    }

    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.number(this);
    }
  }

  /** A string. */
  record Text(int at, String value) implements Expr {
    @Override
    public ExprType type() {
      return ExprType.STRING;
    }

    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.text(this);
    }
  }

  /** The time that {@code @} names: milliseconds, or the first or last time of the query. */
  record Pinned(Anchor anchor, long millis) {
    /** What it is counted from. */
    public enum Anchor {
      EPOCH,
      START,
      END
    }
  }

  /**
   * Series, at the time of evaluation.
   *
   * @param matchers the metric's name among them, as {@code __name__}
   * @param offsetMillis how much earlier
   */
  record Selector(int at, List<Matcher> matchers, long offsetMillis, @Nullable Pinned pinned)
      implements Expr {
    /** Keeps its own copy. */
    public Selector {
      matchers = List.copyOf(matchers);
    }

    @Override
    public ExprType type() {
      return ExprType.VECTOR;
    }

    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.selector(this);
    }
  }

  /** Series over a window that ends at the time of evaluation. */
  record Range(int at, Selector selector, long windowMillis) implements Expr {
    @Override
    public ExprType type() {
      return ExprType.MATRIX;
    }

    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.range(this);
    }
  }

  /** A function's call. */
  record Call(int at, Function function, List<Expr> arguments) implements Expr {
    /** Keeps its own copy. */
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public ExprType type() {
      return function.result();
    }

    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.call(this);
    }
  }

  /**
   * A vector made smaller.
   *
   * @param parameter of {@code topk} and the like
   */
  record Aggregate(
      int at, Aggregation aggregation, @Nullable Expr parameter, Expr of, Grouping grouping)
      implements Expr {
    @Override
    public ExprType type() {
      return ExprType.VECTOR;
    }

    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.aggregate(this);
    }
  }

  /** Which labels tell groups apart: these, or all but these. */
  record Grouping(boolean without, List<String> labels) {
    /** One group of all. */
    public static final Grouping ALL = new Grouping(false, List.of());

    /** Keeps its own copy. */
    public Grouping {
      labels = List.copyOf(labels);
    }
  }

  /**
   * Two operands.
   *
   * @param bool whether a comparison answers 1 and 0 instead of choosing
   */
  record Binary(int at, Operator operator, Expr left, Expr right, boolean bool, Matching matching)
      implements Expr {
    @Override
    public ExprType type() {
      return left.type() == ExprType.SCALAR && right.type() == ExprType.SCALAR
          ? ExprType.SCALAR
          : ExprType.VECTOR;
    }

    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.binary(this);
    }
  }

  /**
   * How elements of two vectors find each other.
   *
   * @param on whether the labels are the ones that count, or those that do not
   * @param group which side may have several elements for one of the other
   * @param include labels taken over from the side of one
   */
  record Matching(boolean on, List<String> labels, Group group, List<String> include) {
    /** All labels but the name; one to one. */
    public static final Matching DEFAULT =
        new Matching(false, List.of(), Group.ONE_TO_ONE, List.of());

    /** How many elements may be on either side. */
    public enum Group {
      ONE_TO_ONE,
      /** {@code group_left}: many on the left. */
      MANY_TO_ONE,
      /** {@code group_right}: many on the right. */
      ONE_TO_MANY
    }

    /** Keeps its own copies. */
    public Matching {
      labels = List.copyOf(labels);
      include = List.copyOf(include);
    }
  }

  /** A minus sign. */
  record Negate(int at, Expr of) implements Expr {
    @Override
    public ExprType type() {
      return of.type();
    }

    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.negate(this);
    }
  }
}
