package dev.mynah.dashboards.lint;

import dev.mynah.dashboards.lint.Question.Part;
import dev.mynah.exporter.promql.syntax.Aggregation;
import dev.mynah.exporter.promql.syntax.Expr;
import dev.mynah.exporter.promql.syntax.Function;
import dev.mynah.exporter.promql.syntax.Operator;
import dev.mynah.exporter.series.Matcher;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** How rules may ask; each has the like of it in pint or in a reviewer's head. */
final class RuleQueryChecks {
  /** Twice the longest usual distance of scrapes. */
  private static final long LEAST_WINDOW_MILLIS = 120_000;

  private static final Set<Function> OF_COUNTERS =
      Set.of(Function.RATE, Function.INCREASE, Function.IRATE);

  private static final Set<Aggregation> CHANGING =
      Set.of(Aggregation.TOPK, Aggregation.BOTTOMK, Aggregation.COUNT_VALUES);

  private final KnownMetrics known;
  private final LabelsLeft left;

  RuleQueryChecks(KnownMetrics known) {
    this.known = known;
    this.left = new LabelsLeft(known);
  }

  List<RuleCheck> all() {
    return List.of(
        new RuleCheck("known-metric", this::metrics),
        new RuleCheck("known-label", this::labels),
        new RuleCheck("rate-of-counter", this::rates),
        new RuleCheck("counter-in-rate", this::counters),
        new RuleCheck("window", RuleQueryChecks::windows),
        new RuleCheck("no-topk", RuleQueryChecks::changing),
        new RuleCheck("no-division-by-zero", RuleQueryChecks::divisions),
        new RuleCheck("no-needless-regex", RuleQueryChecks::regexes));
  }

  private Stream<String> metrics(WrittenRule rule) {
    return rule.question()
        .selectors()
        .map(Question::metric)
        .filter(metric -> !isKnown(metric, rule.before()))
        .map(metric -> "asks for " + metric + ", which nobody made before");
  }

  private boolean isKnown(String metric, List<String> recorded) {
    return LabelsLeft.isRecorded(metric)
        ? recorded.contains(metric)
        : known.labelsOf(metric).isPresent();
  }

  private Stream<String> labels(WrittenRule rule) {
    return Stream.concat(
        rule.question().selectors().flatMap(this::matchedInVain),
        rule.question().parts().stream().map(Part::node).flatMap(this::groupedInVain));
  }

  private Stream<String> matchedInVain(Expr.Selector selector) {
    Set<String> there = left.ofSelector(selector);
    return selector.matchers().stream()
        .map(Matcher::name)
        .filter(label -> !label.equals("__name__") && !there.contains(label))
        .map(label -> "asks for a label " + label + " of " + Question.metric(selector));
  }

  private Stream<String> groupedInVain(Expr node) {
    if (node instanceof Expr.Aggregate aggregate) {
      return missing(aggregate.grouping().labels(), left.of(aggregate.of()));
    }
    if (node instanceof Expr.Binary binary && binary.matching().on()) {
      return Stream.concat(
          missing(binary.matching().labels(), left.of(binary.left())),
          missing(binary.matching().labels(), left.of(binary.right())));
    }
    return Stream.empty();
  }

  private static Stream<String> missing(List<String> wanted, Set<String> there) {
    return wanted.stream()
        .filter(label -> !there.contains(label))
        .map(label -> "groups by " + label + ", which is not there any more");
  }

  private Stream<String> rates(WrittenRule rule) {
    return rule.question().parts().stream()
        .filter(part -> isRate(part.node()))
        .flatMap(part -> Question.selectorsIn(part.node()).stream())
        .map(Question::metric)
        .filter(metric -> !isCounter(metric) && !known.isHistogram(metric))
        .map(metric -> "takes a rate of " + metric + ", which is no counter");
  }

  private Stream<String> counters(WrittenRule rule) {
    return rule.question().parts().stream()
        .filter(part -> part.node() instanceof Expr.Selector)
        .filter(part -> part.within().stream().noneMatch(RuleQueryChecks::isRate))
        .map(part -> Question.metric((Expr.Selector) part.node()))
        .filter(RuleQueryChecks::isCounter)
        .map(metric -> "looks at " + metric + " itself, which only grows");
  }

  private static boolean isRate(Expr node) {
    return node instanceof Expr.Call call && OF_COUNTERS.contains(call.function());
  }

  private static boolean isCounter(String metric) {
    return metric.endsWith("_total") || metric.endsWith("_bucket");
  }

  private static Stream<String> windows(WrittenRule rule) {
    return rule.question().parts().stream()
        .map(Part::node)
        .filter(
            node -> node instanceof Expr.Range range && range.windowMillis() < LEAST_WINDOW_MILLIS)
        .map(range -> "has a window shorter than two scrapes");
  }

  private static Stream<String> changing(WrittenRule rule) {
    return rule.question().parts().stream()
        .map(Part::node)
        .filter(
            node ->
                node instanceof Expr.Aggregate aggregate
                    && CHANGING.contains(aggregate.aggregation()))
        .map(aggregate -> "has other series at each evaluation");
  }

  private static Stream<String> divisions(WrittenRule rule) {
    return rule.question().parts().stream()
        .map(Part::node)
        .filter(RuleQueryChecks::mayDivideByZero)
        .map(division -> "may divide 0 by 0");
  }

  private static boolean mayDivideByZero(Expr node) {
    return node instanceof Expr.Binary binary
        && binary.operator() == Operator.DIVIDE
        && !(binary.right() instanceof Expr.Num)
        && !(binary.right() instanceof Expr.Binary divisor
            && divisor.operator() == Operator.GREATER
            && divisor.right() instanceof Expr.Num);
  }

  private static Stream<String> regexes(WrittenRule rule) {
    return rule.question()
        .selectors()
        .flatMap(selector -> selector.matchers().stream())
        .filter(RuleQueryChecks::isNeedless)
        .map(matcher -> "compares " + matcher.name() + " by a pattern that is a word");
  }

  private static boolean isNeedless(Matcher matcher) {
    boolean pattern =
        matcher.operator() == Matcher.Operator.REGEX
            || matcher.operator() == Matcher.Operator.NOT_REGEX;
    return pattern && matcher.value().matches("\\w*");
  }
}
