package dev.mynah.dashboards.rule;

import java.util.List;

/**
 * Rules that are evaluated one after the other.
 *
 * @param interval how often; empty for as often as the server evaluates rules anyway
 */
record RuleGroup(String name, String interval, List<Rule> rules) {
  static RuleGroup of(String name, List<? extends Rule> rules) {
    return new RuleGroup(name, "", List.copyOf(rules));
  }

  static RuleGroup each(String interval, String name, List<? extends Rule> rules) {
    return new RuleGroup(name, interval, List.copyOf(rules));
  }
}
