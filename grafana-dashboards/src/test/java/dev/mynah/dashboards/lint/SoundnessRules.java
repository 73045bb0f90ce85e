package dev.mynah.dashboards.lint;

import dev.mynah.dashboards.lint.Question.Part;
import dev.mynah.exporter.promql.syntax.Expr;
import dev.mynah.exporter.promql.syntax.Function;
import dev.mynah.exporter.promql.syntax.Operator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Rules of our own about how is asked: no 0 / 0, histograms of either shape, traces of the slow.
 */
final class SoundnessRules {
  private static final String BUCKET = "_bucket";

  private final KnownMetrics known;

  SoundnessRules(KnownMetrics known) {
    this.known = known;
  }

  List<LintRule> all() {
    return List.of(
        LintRule.ofTarget("both-histogram-shapes", this::shapes),
        LintRule.ofTarget("no-division-by-zero", SoundnessRules::divisions),
        LintRule.ofTarget("no-quantile-of-nothing", SoundnessRules::quantiles),
        LintRule.ofTarget("exemplars-on-latency", SoundnessRules::exemplars),
        LintRule.ofPanel("zero-or-text", SoundnessRules::zeroOrText));
  }

  private Optional<String> shapes(Board.Target target) {
    return TargetRules.question(target)
        .flatMap(
            question -> {
              Set<String> asked =
                  question.selectors().map(Question::metric).collect(Collectors.toSet());
              return asked.stream().filter(metric -> !asked.contains(other(metric))).findFirst();
            })
        .map(metric -> "asks for " + metric + " and not for " + other(metric));
  }

  /** The same histogram in its other shape; itself where it is none. */
  private String other(String metric) {
    if (known.isHistogram(metric)) {
      return metric + BUCKET;
    }
    boolean bucket = metric.endsWith(BUCKET);
    return bucket ? metric.substring(0, metric.length() - BUCKET.length()) : metric;
  }

  private static Optional<String> divisions(Board.Target target) {
    return TargetRules.question(target)
        .filter(question -> question.parts().stream().anyMatch(SoundnessRules::mayDivideByZero))
        .map(question -> "may divide 0 by 0: " + question.text());
  }

  private static boolean mayDivideByZero(Part part) {
    if (!(part.node() instanceof Expr.Binary binary)
        || binary.operator() != Operator.DIVIDE
        || binary.right() instanceof Expr.Num) {
      return false;
    }
    boolean guarded =
        binary.right() instanceof Expr.Binary divisor
            && divisor.operator() == Operator.GREATER
            && divisor.right() instanceof Expr.Num;
    return !guarded;
  }

  private static Optional<String> quantiles(Board.Target target) {
    return TargetRules.question(target)
        .filter(
            question ->
                question.parts().stream()
                    .filter(SoundnessRules::isQuantile)
                    .anyMatch(part -> part.within().stream().noneMatch(SoundnessRules::dropsNan)))
        .map(question -> "is NaN where nothing was timed: " + question.text());
  }

  private static boolean isQuantile(Part part) {
    return part.node() instanceof Expr.Call call && call.function() == Function.HISTOGRAM_QUANTILE;
  }

  private static boolean dropsNan(Expr expr) {
    return expr instanceof Expr.Binary binary
        && binary.operator() == Operator.GREATER_OR_EQUAL
        && !binary.bool();
  }

  private static Optional<String> exemplars(Board.Target target) {
    boolean line = target.json().path("range").asBoolean();
    return TargetRules.question(target)
        .filter(question -> line && question.parts().stream().anyMatch(SoundnessRules::isQuantile))
        .filter(question -> !target.json().path("exemplar").asBoolean())
        .map(question -> "shows no traces of slow requests");
  }

  /**
   * What may be absent says so: a counter that may not have begun, a division or a comparison that
   * leaves nothing.
   */
  private static Optional<String> zeroOrText(Board.Panel panel) {
    if (!panel.json().path("fieldConfig").path("defaults").path("noValue").asText().isEmpty()) {
      return Optional.empty();
    }
    return panel
        .targets()
        .flatMap(target -> TargetRules.question(target).stream())
        .filter(SoundnessRules::mayBeEmpty)
        .map(question -> "is empty where nothing happened, and says nothing: " + question.text())
        .findFirst();
  }

  private static boolean mayBeEmpty(Question question) {
    boolean filled =
        question.parts().stream()
            .map(Part::node)
            .anyMatch(
                node ->
                    node instanceof Expr.Call call && call.function() == Function.VECTOR_OF
                        || node instanceof Expr.Selector selector && isOfProcess(selector));
    return !filled;
  }

  /** Every process has these at all times, with the smallest preset of metrics too. */
  private static boolean isOfProcess(Expr.Selector selector) {
    String metric = Question.metric(selector);
    return metric.startsWith("process_")
        || metric.startsWith("jvm_memory_")
        || metric.startsWith("jvm_threads_")
        || ALWAYS_THERE.contains(metric);
  }

  private static final Set<String> ALWAYS_THERE =
      Set.of(
          "mynah_build_info",
          "mynah_degraded",
          "mynah_draining",
          "mynah_routes",
          "mynah_config_last_reload_successful",
          "mynah_cache_bytes",
          "mynah_connections",
          "mynah_http_requests_in_flight",
          "mynah_metrics_series",
          "mynah_collect_duration_seconds",
          "mynah_collect_errors");
}
