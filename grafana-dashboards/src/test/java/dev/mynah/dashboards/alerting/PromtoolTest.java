package dev.mynah.dashboards.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.metrics.OutsideProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Prometheus itself reads the rules, and comes to what the cases expect of them. */
class PromtoolTest {
  static List<Path> caseFiles() throws IOException {
    return CommittedRules.caseFiles();
  }

  @Test
  void rulesAreRead() throws Exception {
    assertThat(promtool("check", "rules", "--lint=all", "--lint-fatal", CommittedRules.FILE + ""))
        .contains("SUCCESS");
  }

  @ParameterizedTest
  @MethodSource("caseFiles")
  void casesComeOutAsExpected(Path file) throws Exception {
    assertThat(promtool("test", "rules", file.toString()))
        .contains("SUCCESS")
        .as("it warns where a file of rules is not there, and all silent cases go well")
        .doesNotContain("WARNING");
  }

  @Test
  void hundredsOfSidecarsThatFailAlikeAreOneAlert(@TempDir Path folder) throws Exception {
    Path cases = Files.writeString(folder.resolve("sidecars.yaml"), sidecars(300));

    assertThat(promtool("test", "rules", cases.toString())).contains("SUCCESS");
  }

  /** All of a job refuse their configuration, and all fail one request in ten. */
  private static String sidecars(int count) throws IOException {
    StringBuilder series = new StringBuilder();
    for (int i = 0; i < count; i++) {
      String at = "{namespace=\"shop\",job=\"payments\",instance=\"pod-" + i + ":19464\"";
      append(series, "mynah_config_last_reload_successful" + at + "}", "0x20");
      String requests = "mynah_http_requests_total" + at + ",route=\"pay\",method=\"GET\",";
      append(series, requests + "code=\"200\",outcome=\"proxied\"}", "0+9x20");
      append(series, requests + "code=\"502\",outcome=\"error\"}", "0+1x20");
    }
    return """
    rule_files: ['RULES']
    evaluation_interval: 1m
    group_eval_order: GROUPS
    tests:
      - interval: 1m
        input_series:
    SERIES
        promql_expr_test:
          - expr: ALERTS{alertstate="firing",alertname=~"MynahConfigReloadFailed|MynahErrorBudgetBurn"}
            eval_time: 10m
            exp_samples:
              - labels: ALERTS{alertname="MynahConfigReloadFailed",alertstate="firing",namespace="shop",job="payments",severity="critical"}
                value: 1
              - labels: ALERTS{alertname="MynahErrorBudgetBurn",alertstate="firing",namespace="shop",job="payments",severity="critical",long="1h",short="5m"}
                value: 1
    """
        .replace("RULES", CommittedRules.FILE.toAbsolutePath().toString())
        .replace("GROUPS", CommittedRules.groups().toString())
        .replace("SERIES\n", series);
  }

  private static void append(StringBuilder yaml, String series, String values) {
    yaml.append("      - series: '").append(series).append("'\n");
    yaml.append("        values: '").append(values).append("'\n");
  }

  /** What it says; it failed when its exit code is not 0. */
  private static String promtool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(OutsideProgram.require("promtool").toString());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(String.join(" ", command) + "\n" + said).isZero();
    return said;
  }
}
