package dev.mynah.exporter.promql.syntax;

import java.util.Optional;
import java.util.stream.Stream;

/** Binary operators, with how tightly they bind. */
public enum Operator {
  OR("or", 1, Sort.SET),
  AND("and", 2, Sort.SET),
  UNLESS("unless", 2, Sort.SET),
  EQUAL("==", 3, Sort.COMPARISON),
  NOT_EQUAL("!=", 3, Sort.COMPARISON),
  LESS("<", 3, Sort.COMPARISON),
  GREATER(">", 3, Sort.COMPARISON),
  LESS_OR_EQUAL("<=", 3, Sort.COMPARISON),
  GREATER_OR_EQUAL(">=", 3, Sort.COMPARISON),
  ADD("+", 4, Sort.ARITHMETIC),
  SUBTRACT("-", 4, Sort.ARITHMETIC),
  MULTIPLY("*", 5, Sort.ARITHMETIC),
  DIVIDE("/", 5, Sort.ARITHMETIC),
  MODULO("%", 5, Sort.ARITHMETIC),
  ATAN2("atan2", 5, Sort.ARITHMETIC),
  POWER("^", 6, Sort.ARITHMETIC);

  /** What kind of answer an operator gives. */
  public enum Sort {
    SET,
    COMPARISON,
    ARITHMETIC
  }

  /** A sign binds like a product: {@code -a ^ b} is {@code -(a ^ b)}. */
  static final int SIGN_BINDS = 5;

  private final String symbol;
  private final int binds;
  private final Sort sort;

  Operator(String symbol, int binds, Sort sort) {
    this.symbol = symbol;
    this.binds = binds;
    this.sort = sort;
  }

  static Optional<Operator> of(String symbol) {
    return Stream.of(values()).filter(o -> o.symbol.equals(symbol)).findFirst();
  }

  public String symbol() {
    return symbol;
  }

  int binds() {
    return binds;
  }

  boolean bindsToTheRight() {
    return this == POWER;
  }

  public boolean isSet() {
    return sort == Sort.SET;
  }

  public boolean isComparison() {
    return sort == Sort.COMPARISON;
  }

  /** The value of an arithmetic operator; of a comparison 1 or 0. */
  public double apply(double left, double right) {
    return switch (this) {
      case ADD -> left + right;
      case SUBTRACT -> left - right;
      case MULTIPLY -> left * right;
      case DIVIDE -> left / right;
      case MODULO -> left % right;
      case POWER -> Math.pow(left, right);
      case ATAN2 -> Math.atan2(left, right);
      default -> holds(left, right) ? 1 : 0;
    };
  }

  /** Whether a comparison holds. */
  public boolean holds(double left, double right) {
    return switch (this) {
      case EQUAL -> left == right;
      case NOT_EQUAL -> left != right;
      case LESS -> left < right;
      case GREATER -> left > right;
      case LESS_OR_EQUAL -> left <= right;
      case GREATER_OR_EQUAL -> left >= right;
      default -> throw new IllegalStateException(symbol + " compares nothing");
    };
  }
}
