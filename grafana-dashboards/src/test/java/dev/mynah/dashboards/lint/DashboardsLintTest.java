package dev.mynah.dashboards.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mynah.dashboards.board.Dashboards;
import dev.mynah.dashboards.lint.Excuses.Excuse;
import dev.mynah.dashboards.model.Dashboard;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The committed dashboards keep all rules; exceptions have a reason and are needed. */
class DashboardsLintTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  static boolean worksOnExporter(String uid) {
    return Dashboards.all().stream()
        .anyMatch(d -> d.uid().equals(uid) && d.sources().words().contains("exporter"));
  }

  static Board committed(Dashboard dashboard) throws IOException {
    return new Board(JSON.readTree(Dashboards.file(dashboard).toFile()));
  }

  private static List<Finding> findings() throws IOException {
    List<Finding> findings = new ArrayList<>();
    List<LintRule> rules = LintRules.all(DashboardsLintTest::worksOnExporter);
    for (Dashboard dashboard : Dashboards.all()) {
      Board board = committed(dashboard);
      rules.forEach(rule -> findings.addAll(rule.findings(board)));
    }
    return findings;
  }

  @Test
  void nothingIsFoundThatIsNotExcused() throws IOException {
    List<Excuse> excuses = Excuses.read(Excuses.FILE);

    List<Finding> left =
        findings().stream()
            .filter(finding -> excuses.stream().noneMatch(excuse -> excuse.covers(finding)))
            .toList();

    assertThat(left).isEmpty();
  }

  @Test
  void everyExceptionExcusesSomethingOnEachPanelThatItNames() throws IOException {
    List<Finding> findings = findings();

    List<String> idle = new ArrayList<>();
    for (Excuse excuse : Excuses.read(Excuses.FILE)) {
      for (String panel : excuse.panels()) {
        boolean needed =
            findings.stream().anyMatch(f -> excuse.covers(f) && f.panel().equals(panel));
        if (!needed) {
          idle.add(excuse.rule() + " " + excuse.dashboard() + " " + panel);
        }
      }
    }

    assertThat(idle).isEmpty();
  }

  @Test
  void everyExceptionHasAReason() throws IOException {
    assertThat(Excuses.read(Excuses.FILE)).allMatch(excuse -> excuse.reason().length() > 20);
  }

  @Test
  void allSeventeenRulesOfTheLinterAreHere() {
    assertThat(LintRules.ofLinter().stream().map(LintRule::name))
        .hasSize(17)
        .doesNotHaveDuplicates();
  }
}
