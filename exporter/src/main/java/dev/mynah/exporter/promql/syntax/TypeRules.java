package dev.mynah.exporter.promql.syntax;

import dev.mynah.exporter.promql.syntax.Expr.Matching;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may be combined with what. One thread. */
final class TypeRules {
  private final Refusals refusals;

  TypeRules(Refusals refusals) {
    this.refusals = refusals;
  }

  void check(Expr.Call call) {
    Function function = call.function();
    int count = call.arguments().size();
    if (count < function.least() || count > function.most()) {
      boolean exact = function.least() == function.most();
      int bound = count < function.least() ? function.least() : function.most();
      String how = exact ? "" : count < function.least() ? "at least " : "at most ";
      throw refusals.bad(
          call.at(),
          "expected "
              + how
              + bound
              + " argument(s) in call to \""
              + function.word()
              + "\", got "
              + count);
    }
    for (int i = 0; i < count; i++) {
      expect(
          call.arguments().get(i),
          function.argument(i),
          "call to function \"" + function.word() + "\"");
    }
  }

  void check(Expr.Aggregate aggregate) {
    expect(aggregate.of(), ExprType.VECTOR, "aggregation expression");
    ExprType wanted = aggregate.aggregation().parameter();
    Expr parameter = aggregate.parameter();
    if (wanted != null && parameter != null) {
      expect(parameter, wanted, "aggregation parameter");
    }
  }

  void checkSign(int at, Expr of) {
    if (of.type() != ExprType.SCALAR && of.type() != ExprType.VECTOR) {
      throw refusals.bad(
          at,
          "unary expression only allowed on expressions of type scalar or instant vector, got \""
              + of.type().words()
              + "\"");
    }
  }

  void check(int at, Expr.Binary binary, boolean matchingWritten) {
    Operator operator = binary.operator();
    for (Expr side : List.of(binary.left(), binary.right())) {
      if (side.type() != ExprType.SCALAR && side.type() != ExprType.VECTOR) {
        throw refusals.bad(
            side.at(), "binary expression must contain only scalar and instant vector types");
      }
    }
    boolean scalars = binary.type() == ExprType.SCALAR;
    boolean vectors =
        binary.left().type() == ExprType.VECTOR && binary.right().type() == ExprType.VECTOR;
    if (binary.bool() && !operator.isComparison()) {
      throw refusals.bad(at, "bool modifier can only be used on comparison operators");
    }
    if (scalars && operator.isComparison() && !binary.bool()) {
      throw refusals.bad(at, "comparisons between scalars must use BOOL modifier");
    }
    if (operator.isSet() && !vectors) {
      throw refusals.bad(
          at, "set operator \"" + operator.symbol() + "\" not allowed in binary scalar expression");
    }
    if (matchingWritten && !vectors) {
      throw refusals.bad(at, "vector matching only allowed between instant vectors");
    }
    check(at, operator, binary.matching());
  }

  private void check(int at, Operator operator, Matching matching) {
    if (matching.group() == Matching.Group.ONE_TO_ONE) {
      return;
    }
    if (operator.isSet()) {
      throw refusals.bad(at, "no grouping allowed for \"" + operator.symbol() + "\" operation");
    }
    for (String label : matching.include()) {
      if (matching.on() && matching.labels().contains(label)) {
        throw refusals.bad(
            at, "label \"" + label + "\" must not occur in ON and GROUP clause at once");
      }
    }
  }

  private void expect(@Nullable Expr found, ExprType wanted, String where) {
    if (found != null && found.type() != wanted) {
      throw refusals.bad(
          found.at(),
          "expected type " + wanted.words() + " in " + where + ", got " + found.type().words());
    }
  }
}
