package dev.mynah.dashboards.lint;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One demand on a rule of Prometheus.
 *
 * @param complaints what is wrong with a rule; nothing where it is as it should be
 */
record RuleCheck(String name, Function<WrittenRule, Stream<String>> complaints) {
  static RuleCheck ofAlert(String name, Function<WrittenRule, Stream<String>> complaints) {
    return new RuleCheck(
        name, rule -> rule.isAlert() ? complaints.apply(rule) : Stream.<String>empty());
  }

  static RuleCheck ofRecording(String name, Function<WrittenRule, Stream<String>> complaints) {
    return new RuleCheck(
        name, rule -> rule.isAlert() ? Stream.<String>empty() : complaints.apply(rule));
  }

  /** Everything that is wrong with these rules, as check, rule and sentence. */
  static List<String> findings(List<RuleCheck> checks, List<WrittenRule> rules) {
    return rules.stream()
        .flatMap(
            rule ->
                checks.stream()
                    .flatMap(
                        check ->
                            check
                                .complaints()
                                .apply(rule)
                                .map(what -> check.name() + ": " + rule.name() + " " + what)))
        .distinct()
        .toList();
  }
}
