package dev.mynah.dashboards.lint;

import dev.mynah.exporter.promql.syntax.Aggregation;
import dev.mynah.exporter.promql.syntax.Expr;
import dev.mynah.exporter.promql.syntax.Function;
import dev.mynah.exporter.promql.syntax.Operator;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What alerts and recording rules must look like, whatever they ask. */
final class RuleFormChecks {
  private static final String RUNBOOK =
      "https://github.com/mynah-dev/mynah/blob/main/grafana-dashboards/runbook.md#";
  private static final Set<String> SEVERITIES = Set.of("critical", "warning", "info");

  /** One alert for a job; what it is about may stand beside it, a process may not. */
  private static final Set<String> MAY_STAY =
      Set.of("namespace", "job", "upstream", "route", "name");

  private static final Pattern RECORDED =
      Pattern.compile("[a-z]+(?:_[a-z]+)*:mynah_[a-z_]+:(?:ratio_|p\\d+_)?rate\\d+[mhd]");
  private static final Pattern ALERT = Pattern.compile("Mynah(?:[A-Z][a-z]+)+");
  private static final Pattern LABEL = Pattern.compile("\\$labels\\.(\\w+)");
  private static final Pattern DASHBOARD = Pattern.compile("/d/([\\w-]+)(?:\\?.*)?");
  private static final Pattern SENTENCE = Pattern.compile("[A-Z{][^.]*.*\\.");
  private static final Pattern DURATION = Pattern.compile("(\\d+)([mh])");

  private final LabelsLeft left;
  private final Set<String> dashboards;

  /**
   * @param dashboards uids that there are
   */
  RuleFormChecks(KnownMetrics known, Set<String> dashboards) {
    this.left = new LabelsLeft(known);
    this.dashboards = dashboards;
  }

  List<RuleCheck> all() {
    return List.of(
        RuleCheck.ofRecording("recorded-name", this::recordedNames),
        RuleCheck.ofAlert("alert-name", rule -> unless(ALERT, rule.name(), "has another name")),
        RuleCheck.ofAlert("comparison", RuleFormChecks::comparisons),
        RuleCheck.ofAlert("for", RuleFormChecks::lasting),
        RuleCheck.ofAlert("one-for-all", this::aggregated),
        RuleCheck.ofAlert("no-value-in-labels", RuleFormChecks::fixedLabels),
        RuleCheck.ofAlert("severity", RuleFormChecks::severities),
        RuleCheck.ofAlert("summary", RuleFormChecks::summaries),
        RuleCheck.ofAlert("description", this::descriptions),
        RuleCheck.ofAlert("runbook", RuleFormChecks::runbooks),
        RuleCheck.ofAlert("dashboard", this::dashboards));
  }

  private static Stream<String> unless(Pattern pattern, String text, String complaint) {
    return pattern.matcher(text).matches() ? Stream.empty() : Stream.of(complaint);
  }

  private static Stream<String> when(boolean bad, String complaint) {
    return bad ? Stream.of(complaint) : Stream.empty();
  }

  private Stream<String> recordedNames(WrittenRule rule) {
    if (!RECORDED.matcher(rule.name()).matches()) {
      return Stream.of("is not called level:metric:operations");
    }
    Set<String> level = LabelsLeft.ofLevel(rule.name());
    return when(!level.equals(left.of(rule.question().whole())), "has other labels than its level");
  }

  private static Stream<String> comparisons(WrittenRule rule) {
    return when(!isConditional(rule.question().whole()), "always has an answer");
  }

  /** Whether it may have no answer because of a value. */
  private static boolean isConditional(Expr expr) {
    if (expr instanceof Expr.Binary binary) {
      if (binary.operator().isComparison()) {
        return !binary.bool();
      }
      boolean leftSide = isConditional(binary.left());
      boolean rightSide = isConditional(binary.right());
      return binary.operator() == Operator.OR ? leftSide && rightSide : leftSide || rightSide;
    }
    if (expr instanceof Expr.Aggregate aggregate) {
      return aggregate.aggregation() == Aggregation.COUNT && isConditional(aggregate.of());
    }
    return expr instanceof Expr.Call call && call.function() == Function.ABSENT;
  }

  private static Stream<String> lasting(WrittenRule rule) {
    var parts = DURATION.matcher(rule.lasting());
    if (!parts.matches()) {
      return Stream.of("does not say for how long");
    }
    long number = Long.parseLong(parts.group(1));
    Duration lasting =
        parts.group(2).equals("h") ? Duration.ofHours(number) : Duration.ofMinutes(number);
    boolean absent =
        rule.question().whole() instanceof Expr.Call call && call.function() == Function.ABSENT;
    Duration least = Duration.ofMinutes(absent ? 5 : 1);
    return when(lasting.compareTo(least) < 0, "does not wait for " + least);
  }

  private Stream<String> aggregated(WrittenRule rule) {
    Expr whole = rule.question().whole();
    if (whole instanceof Expr.Call call && call.function() == Function.ABSENT) {
      return Stream.empty();
    }
    Set<String> labels = left.of(whole);
    return Stream.concat(
        labels.stream()
            .filter(label -> !MAY_STAY.contains(label))
            .sorted()
            .map(label -> "makes an alert for each " + label),
        when(!labels.containsAll(Set.of("namespace", "job")), "does not say whose it is"));
  }

  private static Stream<String> fixedLabels(WrittenRule rule) {
    return rule.labels().entrySet().stream()
        .filter(label -> label.getValue().contains("{{"))
        .map(label -> "has a value in its label " + label.getKey());
  }

  private static Stream<String> severities(WrittenRule rule) {
    String severity = rule.labels().getOrDefault("severity", "");
    return when(!SEVERITIES.contains(severity), "has the severity '" + severity + "'");
  }

  private static Stream<String> summaries(WrittenRule rule) {
    String summary = rule.annotation("summary");
    return Stream.concat(
        unless(SENTENCE, summary, "has no sentence as its summary"),
        when(summary.contains("{{"), "has a summary that is not always the same"));
  }

  private Stream<String> descriptions(WrittenRule rule) {
    String description = rule.annotation("description");
    Set<String> there = left.of(rule.question().whole());
    return Stream.concat(
        unless(SENTENCE, description, "has no sentence as its description"),
        Stream.of("description", "dashboard_url")
            .flatMap(name -> LABEL.matcher(rule.annotation(name)).results())
            .map((MatchResult label) -> label.group(1))
            .filter(label -> !there.contains(label))
            .map(label -> "tells the label " + label + ", which it does not have"));
  }

  private static Stream<String> runbooks(WrittenRule rule) {
    String expected = RUNBOOK + rule.name().toLowerCase(Locale.ROOT);
    return when(!rule.annotation("runbook_url").equals(expected), "has no page in the runbook");
  }

  private Stream<String> dashboards(WrittenRule rule) {
    var path = DASHBOARD.matcher(rule.annotation("dashboard_url"));
    return when(
        !path.matches() || !dashboards.contains(path.group(1)), "leads to no dashboard of ours");
  }
}
