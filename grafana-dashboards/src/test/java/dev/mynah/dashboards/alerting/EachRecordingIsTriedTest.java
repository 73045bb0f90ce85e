package dev.mynah.dashboards.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What each recording rule comes to is worked out by hand in one case at least. */
class EachRecordingIsTriedTest {
  private static final Pattern RECORDED = Pattern.compile("\\w+:\\w+:\\w+");

  @Test
  void eachHasValuesInOneCase() throws IOException {
    TreeSet<String> recorded = new TreeSet<>();
    for (JsonNode group : CommittedRules.read(CommittedRules.FILE).path("groups")) {
      recorded.addAll(group.path("rules").findValuesAsText("record"));
    }

    assertThat(valued()).isNotEmpty().isEqualTo(recorded);
  }

  private static TreeSet<String> valued() throws IOException {
    TreeSet<String> valued = new TreeSet<>();
    for (Path file : CommittedRules.caseFiles()) {
      for (JsonNode test : CommittedRules.read(file).path("tests")) {
        for (JsonNode asked : test.path("promql_expr_test")) {
          Matcher name = RECORDED.matcher(asked.path("expr").asText());
          if (name.find() && !asked.path("exp_samples").isEmpty()) {
            valued.add(name.group());
          }
        }
      }
    }
    return valued;
  }
}
