package dev.mynah.exporter.promql.syntax;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Ways to make one vector's elements fewer. */
public enum Aggregation {
  SUM,
  AVG,
  MIN,
  MAX,
  COUNT,
  GROUP,
  STDDEV,
  STDVAR,
  TOPK(ExprType.SCALAR),
  BOTTOMK(ExprType.SCALAR),
  QUANTILE(ExprType.SCALAR),
  COUNT_VALUES(ExprType.STRING);

  private static final Set<String> UNSUPPORTED = Set.of("limitk", "limit_ratio");

  private final @Nullable ExprType parameter;

  Aggregation() {
    this(null);
  }

  Aggregation(@Nullable ExprType parameter) {
    this.parameter = parameter;
  }

  static Optional<Aggregation> of(String word) {
    return Stream.of(values()).filter(a -> a.word().equals(word)).findFirst();
  }

  static boolean isUnsupported(String word) {
    return UNSUPPORTED.contains(word);
  }

  /** As it is written in queries. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The type of the first argument where there are two; else {@code null}. */
  @Nullable ExprType parameter() {
    return parameter;
  }
}
