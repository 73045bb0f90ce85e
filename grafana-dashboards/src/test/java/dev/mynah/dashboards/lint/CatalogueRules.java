package dev.mynah.dashboards.lint;

import dev.mynah.dashboards.lint.Question.Part;
import dev.mynah.exporter.promql.syntax.Expr;
import dev.mynah.exporter.promql.syntax.Function;
import dev.mynah.exporter.series.Matcher;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Rules of our own about what is asked: only what there is, and where there is it. */
final class CatalogueRules {
  private static final Pattern IN_LEGEND = Pattern.compile("\\{\\{(\\w+)}}");

  private final KnownMetrics known;
  private final Predicate<String> onExporter;

  /**
   * @param onExporter whether the dashboard of a uid must work on the exporter alone
   */
  CatalogueRules(KnownMetrics known, Predicate<String> onExporter) {
    this.known = known;
    this.onExporter = onExporter;
  }

  List<LintRule> all() {
    return List.of(
        LintRule.ofTarget("known-metrics", this::metrics),
        LintRule.ofTarget("known-labels", this::labels),
        LintRule.ofTarget("known-legend", this::legend),
        LintRule.ofTarget("stored-metrics", this::stored),
        LintRule.ofBoard("known-annotations", this::annotations));
  }

  private Optional<String> metrics(Board.Target target) {
    return TargetRules.question(target).flatMap(this::unknownMetric);
  }

  private Optional<String> unknownMetric(Question question) {
    return question
        .selectors()
        .map(Question::metric)
        .filter(metric -> known.labelsOf(metric).isEmpty())
        .map(metric -> "asks for " + metric + ", which there is not")
        .findFirst();
  }

  private Optional<String> annotations(Board board) {
    return board
        .annotations()
        .map(annotation -> annotation.path("expr").asText())
        .filter(expression -> !expression.isEmpty())
        .flatMap(
            expression ->
                Question.maybe(expression)
                    .map(question -> unknownMetric(question).stream())
                    .orElseGet(() -> Stream.of("not a query: " + expression)))
        .findFirst();
  }

  private Optional<String> labels(Board.Target target) {
    return TargetRules.question(target)
        .flatMap(
            question ->
                Stream.concat(
                        question.selectors().flatMap(this::matchedInVain),
                        question.parts().stream().flatMap(this::groupedInVain))
                    .findFirst());
  }

  private Stream<String> matchedInVain(Expr.Selector selector) {
    Set<String> there = labelsOf(selector);
    return selector.matchers().stream()
        .map(Matcher::name)
        .filter(label -> !label.equals("__name__") && !there.contains(label))
        .map(label -> Question.metric(selector) + " has no label " + label);
  }

  private Stream<String> groupedInVain(Part part) {
    List<String> wanted = List.of();
    if (part.node() instanceof Expr.Aggregate aggregate) {
      wanted = aggregate.grouping().labels();
    } else if (part.node() instanceof Expr.Binary binary) {
      wanted = binary.matching().labels();
    }
    Set<String> there = labelsIn(part.node());
    return wanted.stream()
        .filter(label -> !there.contains(label))
        .map(label -> "nothing there has a label " + label);
  }

  private Set<String> labelsOf(Expr.Selector selector) {
    Set<String> there = new HashSet<>(KnownMetrics.OF_TARGET);
    known.labelsOf(Question.metric(selector)).ifPresent(there::addAll);
    return there;
  }

  /** Labels that anything inside brings or makes. */
  private Set<String> labelsIn(Expr expr) {
    Set<String> there = new HashSet<>();
    for (Part part : Question.partsOf(expr)) {
      if (part.node() instanceof Expr.Selector selector) {
        there.addAll(labelsOf(selector));
      } else if (part.node() instanceof Expr.Call call
          && call.function() == Function.LABEL_REPLACE
          && call.arguments().get(1) instanceof Expr.Text made) {
        there.add(made.value());
      }
    }
    return there;
  }

  /** A label in a legend must have outlived the sums. */
  private Optional<String> legend(Board.Target target) {
    String legend = target.json().path("legendFormat").asText();
    return TargetRules.question(target)
        .flatMap(
            question -> {
              Set<String> left = surviving(question.whole());
              return IN_LEGEND
                  .matcher(legend)
                  .results()
                  .map(result -> result.group(1))
                  .filter(label -> !left.contains(label))
                  .map(label -> "the legend names " + label + ", which is summed away")
                  .findFirst();
            });
  }

  private Set<String> surviving(Expr expr) {
    if (expr instanceof Expr.Aggregate aggregate && !aggregate.grouping().without()) {
      return Set.copyOf(aggregate.grouping().labels());
    }
    if (expr instanceof Expr.Binary binary) {
      Set<String> both = new HashSet<>(surviving(binary.left()));
      both.addAll(surviving(binary.right()));
      return both;
    }
    if (expr instanceof Expr.Call call && call.function() == Function.HISTOGRAM_QUANTILE) {
      return surviving(call.arguments().get(1));
    }
    return labelsIn(expr);
  }

  private Optional<String> stored(Board.Target target) {
    if (!onExporter.test(target.panel().board().uid())) {
      return Optional.empty();
    }
    return TargetRules.question(target)
        .flatMap(
            question ->
                question
                    .selectors()
                    .map(Question::metric)
                    .filter(metric -> known.labelsOf(metric).isPresent())
                    .filter(metric -> !known.isStored(metric))
                    .map(metric -> "asks the exporter for " + metric + ", which it does not keep")
                    .findFirst());
  }
}
