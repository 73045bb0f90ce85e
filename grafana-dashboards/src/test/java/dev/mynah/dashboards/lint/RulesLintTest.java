package dev.mynah.dashboards.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.dashboards.board.Dashboards;
import dev.mynah.dashboards.model.Dashboard;
import dev.mynah.dashboards.rule.RuleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The committed rules keep all checks, without exceptions. */
class RulesLintTest {
  static List<RuleCheck> checks() {
    KnownMetrics known = new KnownMetrics();
    Set<String> uids =
        Dashboards.all().stream().map(Dashboard::uid).collect(Collectors.toUnmodifiableSet());
    return Stream.of(new RuleFormChecks(known, uids).all(), new RuleQueryChecks(known).all())
        .flatMap(List::stream)
        .toList();
  }

  private static List<WrittenRule> committed() throws IOException {
    return WrittenRule.of(Files.readString(RuleFile.FILE));
  }

  @Test
  void nothingIsFound() throws IOException {
    List<WrittenRule> rules = committed();

    assertThat(rules).hasSizeGreaterThan(50);
    assertThat(RuleCheck.findings(checks(), rules)).isEmpty();
  }

  @Test
  void noRuleIsThereTwice() throws IOException {
    assertThat(committed()).extracting(rule -> rule.name() + rule.labels()).doesNotHaveDuplicates();
  }

  @Test
  void refusedConfigurationIsCritical() throws IOException {
    assertThat(committed())
        .filteredOn(rule -> rule.name().equals("MynahConfigReloadFailed"))
        .extracting(rule -> rule.labels().get("severity"))
        .containsExactly("critical");
  }

  /** The exporter counts it and no Prometheus sees it, so no alert can look at it. */
  @Test
  void noAlertAsksForMoney() throws IOException {
    assertThat(committed())
        .flatExtracting(rule -> rule.question().selectors().map(Question::metric).toList())
        .doesNotContain("mynah_cost_total", "mynah_cost_saved_total");
  }
}
