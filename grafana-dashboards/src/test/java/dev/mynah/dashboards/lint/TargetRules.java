package dev.mynah.dashboards.lint;

import dev.mynah.dashboards.lint.Question.Part;
import dev.mynah.exporter.promql.syntax.Expr;
import dev.mynah.exporter.promql.syntax.Function;
import dev.mynah.exporter.series.Matcher;
import dev.mynah.exporter.series.QueryRefused;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules of dashboard-linter about queries. */
final class TargetRules {
  private static final Set<Function> OVER_COUNTERS =
      Set.of(Function.RATE, Function.IRATE, Function.INCREASE);
  private static final Pattern LOKI_SELECTOR =
      Pattern.compile("[^{]*\\{\\s*\\w+\\s*(=|!=|=~|!~)\\s*\"[^\"]*\"[^}]*}.*", Pattern.DOTALL);
  private static final Pattern LOKI_FIXED_RANGE = Pattern.compile("\\[(?!\\$__auto])[^]]*]");

  private TargetRules() {}

  static List<LintRule> all() {
    return List.of(
        LintRule.ofTarget("target-promql-rule", TargetRules::promql),
        LintRule.ofTarget("target-logql-rule", TargetRules::logql),
        LintRule.ofTarget("target-logql-auto-rule", TargetRules::logqlAuto),
        LintRule.ofTarget("target-rate-interval-rule", TargetRules::rateInterval),
        LintRule.ofTarget("target-job-rule", target -> narrowed(target, "job")),
        LintRule.ofTarget("target-instance-rule", target -> narrowed(target, "instance")),
        LintRule.ofTarget("target-counter-agg-rule", TargetRules::counters));
  }

  private static Optional<String> promql(Board.Target target) {
    if (target.ofLoki()) {
      return Optional.empty();
    }
    try {
      Question.of(target.expression());
      return Optional.empty();
    } catch (QueryRefused refused) {
      return Optional.of(refused.getMessage() + ": " + target.expression());
    }
  }

  private static Optional<String> logql(Board.Target target) {
    boolean right = LOKI_SELECTOR.matcher(target.expression()).matches();
    return !target.ofLoki() || right
        ? Optional.empty()
        : Optional.of("not LogQL: " + target.expression());
  }

  private static Optional<String> logqlAuto(Board.Target target) {
    return target.ofLoki() && LOKI_FIXED_RANGE.matcher(target.expression()).find()
        ? Optional.of("a range other than $__auto: " + target.expression())
        : Optional.empty();
  }

  /** A total may be over the range that is shown as well. */
  private static Optional<String> rateInterval(Board.Target target) {
    return question(target)
        .filter(question -> question.parts().stream().anyMatch(TargetRules::isFixedWindow))
        .map(question -> "a window other than $__rate_interval: " + question.text());
  }

  private static boolean isFixedWindow(Part part) {
    if (!(part.node() instanceof Expr.Range range)
        || range.windowMillis() == Question.RATE_INTERVAL_MILLIS) {
      return false;
    }
    Optional<Function> function = functionAround(part, 1);
    boolean total =
        function.equals(Optional.of(Function.INCREASE))
            && range.windowMillis() == Question.RANGE_MILLIS;
    return function.filter(OVER_COUNTERS::contains).isPresent() && !total;
  }

  private static Optional<Function> functionAround(Part part, int levels) {
    return part.parent(levels)
        .filter(Expr.Call.class::isInstance)
        .map(call -> ((Expr.Call) call).function());
  }

  private static Optional<String> narrowed(Board.Target target, String label) {
    return question(target)
        .filter(question -> !question.selectors().allMatch(selector -> has(selector, label)))
        .map(question -> "not narrowed down by $" + label + ": " + question.text());
  }

  private static boolean has(Expr.Selector selector, String label) {
    return selector.matchers().stream()
        .anyMatch(
            matcher ->
                matcher.name().equals(label)
                    && matcher.operator() == Matcher.Operator.REGEX
                    && matcher.value().equals("$" + label));
  }

  private static Optional<String> counters(Board.Target target) {
    return question(target)
        .filter(question -> question.parts().stream().anyMatch(TargetRules::isBareCounter))
        .map(question -> "a counter without rate or increase: " + question.text());
  }

  private static boolean isBareCounter(Part part) {
    return part.node() instanceof Expr.Selector selector
        && Question.metric(selector).endsWith("_total")
        && functionAround(part, 2).filter(OVER_COUNTERS::contains).isEmpty();
  }

  static Optional<Question> question(Board.Target target) {
    return target.ofLoki() ? Optional.empty() : Question.maybe(target.expression());
  }
}
