package dev.mynah.dashboards.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whoever is woken by an alert finds its page in the runbook, and on it what helps. */
class RunbookTest {
  private static final Path RUNBOOK = Path.of("runbook.md");
  private static final String HEADING = "### ";

  /** Names of metrics, those of recording rules left out. */
  private static final Pattern METRIC = Pattern.compile("(?<![\\w:])mynah_[a-z_]+(?![\\w:])");

  private static final List<String> PARTS =
      List.of("**Meaning:**", "**Impact:**", "**Look at**", "**End it:**", "**False alarms:**");

  @Test
  void eachAlertHasItsPageAndEachPageItsAlert() throws IOException {
    assertThat(pages().keySet()).containsExactlyInAnyOrderElementsOf(CommittedRules.names());
  }

  @Test
  void linksLeadToThePage() throws IOException {
    for (JsonNode alert : CommittedRules.alerts()) {
      String name = alert.path("alert").asText();

      assertThat(alert.path("annotations").path("runbook_url").asText())
          .as(name)
          .endsWith("/grafana-dashboards/runbook.md#" + name.toLowerCase(Locale.ROOT));
    }
  }

  @Test
  void pagesTellWhatIsMeantWhatToLookAtAndHowItEnds() throws IOException {
    pages()
        .forEach(
            (name, page) -> {
              assertThat(page).as(name).containsSubsequence(PARTS);
              assertThat(page.lines().filter(line -> line.matches("\\d\\. .+`.+`.*")))
                  .as("three things to look at for %s, each with its command", name)
                  .hasSize(3);
            });
  }

  @Test
  void metricsOnItAreThoseOfTheReference() throws IOException {
    String reference = Files.readString(Path.of("..", "docs", "metrics.md"));

    List<String> unknown = new ArrayList<>();
    METRIC
        .matcher(Files.readString(RUNBOOK))
        .results()
        .map(found -> found.group().replaceFirst("_bucket$", ""))
        .filter(metric -> !reference.contains("`" + metric + "`"))
        .forEach(unknown::add);
    assertThat(unknown).isEmpty();
  }

  /** Text by heading, in the order of the file. */
  private static Map<String, String> pages() throws IOException {
    Map<String, String> pages = new LinkedHashMap<>();
    List<String> twice = new ArrayList<>();
    String text = Files.readString(RUNBOOK);
    String[] parts = ("\n" + text).split("\n(?=#{1,3} )", -1);
    for (String part : parts) {
      if (part.startsWith(HEADING)) {
        String name = part.lines().findFirst().orElseThrow().substring(HEADING.length()).strip();
        if (pages.put(name, part) != null) {
          twice.add(name);
        }
      }
    }
    assertThat(twice).as("headings that are there twice").isEmpty();
    return pages;
  }
}
