package dev.mynah.exporter.promql.syntax;

import static dev.mynah.exporter.promql.syntax.ExprType.MATRIX;
import static dev.mynah.exporter.promql.syntax.ExprType.SCALAR;
import static dev.mynah.exporter.promql.syntax.ExprType.STRING;
import static dev.mynah.exporter.promql.syntax.ExprType.VECTOR;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The functions that are offered, with their arguments and what they come to. */
public enum Function {
  // Over counters.
  RATE(VECTOR, MATRIX),
  INCREASE(VECTOR, MATRIX),
  IRATE(VECTOR, MATRIX),
  CHANGES(VECTOR, MATRIX),
  RESETS(VECTOR, MATRIX),

  // Over gauges.
  DELTA(VECTOR, MATRIX),
  IDELTA(VECTOR, MATRIX),
  DERIV(VECTOR, MATRIX),
  PREDICT_LINEAR(VECTOR, MATRIX, SCALAR),
  SUM_OVER_TIME(VECTOR, MATRIX),
  AVG_OVER_TIME(VECTOR, MATRIX),
  MIN_OVER_TIME(VECTOR, MATRIX),
  MAX_OVER_TIME(VECTOR, MATRIX),
  COUNT_OVER_TIME(VECTOR, MATRIX),
  LAST_OVER_TIME(VECTOR, MATRIX),
  PRESENT_OVER_TIME(VECTOR, MATRIX),
  STDDEV_OVER_TIME(VECTOR, MATRIX),
  STDVAR_OVER_TIME(VECTOR, MATRIX),
  QUANTILE_OVER_TIME(VECTOR, SCALAR, MATRIX),
  ABSENT_OVER_TIME(VECTOR, MATRIX),

  // Over vectors.
  HISTOGRAM_QUANTILE(VECTOR, SCALAR, VECTOR),
  ABS(VECTOR, VECTOR),
  CEIL(VECTOR, VECTOR),
  FLOOR(VECTOR, VECTOR),
  EXP(VECTOR, VECTOR),
  LN(VECTOR, VECTOR),
  LOG2(VECTOR, VECTOR),
  LOG10(VECTOR, VECTOR),
  SQRT(VECTOR, VECTOR),
  SGN(VECTOR, VECTOR),
  CLAMP(VECTOR, VECTOR, SCALAR, SCALAR),
  CLAMP_MIN(VECTOR, VECTOR, SCALAR),
  CLAMP_MAX(VECTOR, VECTOR, SCALAR),
  ROUND(1, VECTOR, VECTOR, SCALAR),
  SORT(VECTOR, VECTOR),
  SORT_DESC(VECTOR, VECTOR),
  ABSENT(VECTOR, VECTOR),
  TIMESTAMP(VECTOR, VECTOR),
  LABEL_REPLACE(VECTOR, VECTOR, STRING, STRING, STRING, STRING),
  LABEL_JOIN(Function.ANY_MORE, VECTOR, VECTOR, STRING, STRING, STRING),

  // Between types, and the calendar (UTC).
  SCALAR_OF(SCALAR, VECTOR),
  VECTOR_OF(VECTOR, SCALAR),
  TIME(SCALAR),
  PI(SCALAR),
  MINUTE(1, VECTOR, VECTOR),
  HOUR(1, VECTOR, VECTOR),
  DAY_OF_WEEK(1, VECTOR, VECTOR),
  DAY_OF_MONTH(1, VECTOR, VECTOR),
  DAY_OF_YEAR(1, VECTOR, VECTOR),
  DAYS_IN_MONTH(1, VECTOR, VECTOR),
  MONTH(1, VECTOR, VECTOR),
  YEAR(1, VECTOR, VECTOR);

  private static final int ANY_MORE = -1;

  /** What Prometheus knows and this API does not. */
  private static final Set<String> UNSUPPORTED =
      Set.of(
          "acos",
          "acosh",
          "asin",
          "asinh",
          "atan",
          "atanh",
          "cos",
          "cosh",
          "deg",
          "rad",
          "sin",
          "sinh",
          "tan",
          "tanh",
          "double_exponential_smoothing",
          "holt_winters",
          "histogram_avg",
          "histogram_count",
          "histogram_fraction",
          "histogram_quantiles",
          "histogram_stddev",
          "histogram_stdvar",
          "histogram_sum",
          "info",
          "mad_over_time",
          "sort_by_label",
          "sort_by_label_desc",
          "first_over_time",
          "ts_of_first_over_time",
          "ts_of_last_over_time",
          "ts_of_max_over_time",
          "ts_of_min_over_time",
          "start",
          "end",
          "step",
          "range",
          "min_of",
          "max_of",
          "count_values_over_time");

  private final ExprType result;
  private final int optional;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<ExprType> arguments;

  Function(ExprType result, ExprType... arguments) {
    this(0, result, arguments);
  }

  Function(int optional, ExprType result, ExprType... arguments) {
    this.result = result;
    this.optional = optional;
    this.arguments = List.of(arguments);
  }

  static Optional<Function> of(String word) {
    return Stream.of(values()).filter(f -> f.word().equals(word)).findFirst();
  }

  static boolean isUnsupported(String word) {
    return UNSUPPORTED.contains(word);
  }

  /** As it is written in queries. */
  public String word() {
    return switch (this) {
      case SCALAR_OF -> "scalar";
      case VECTOR_OF -> "vector";
      default -> name().toLowerCase(Locale.ROOT);
    };
  }

  /** What it comes to. */
  public ExprType result() {
    return result;
  }

  int least() {
    return optional == ANY_MORE ? arguments.size() - 1 : arguments.size() - optional;
  }

  boolean takesAnyMore() {
    return optional == ANY_MORE;
  }

  int most() {
    return takesAnyMore() ? Integer.MAX_VALUE : arguments.size();
  }

  ExprType argument(int index) {
    return arguments.get(Math.min(index, arguments.size() - 1));
  }
}
