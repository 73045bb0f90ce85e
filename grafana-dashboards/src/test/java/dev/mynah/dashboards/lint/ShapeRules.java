package dev.mynah.dashboards.lint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rules of our own about the file: it loads anywhere, nothing overlaps, links keep what is chosen.
 */
final class ShapeRules {
  private static final int COLUMNS = 24;

  private ShapeRules() {}

  static List<LintRule> all() {
    return List.of(
        LintRule.ofBoard("loads-anywhere", ShapeRules::loads),
        LintRule.ofBoard("five-variables", ShapeRules::variables),
        LintRule.ofBoard("two-annotations", ShapeRules::annotations),
        LintRule.ofBoard("no-overlap", ShapeRules::overlap),
        LintRule.ofBoard("unique-panel-ids", ShapeRules::ids),
        LintRule.ofBoard("says-its-purpose", ShapeRules::purpose),
        LintRule.ofPanel("no-stacking", ShapeRules::stacking),
        LintRule.ofPanel("draws-the-line-it-speaks-of", ShapeRules::line),
        LintRule.ofPanel("links-keep-choices", ShapeRules::links));
  }

  private static Optional<String> loads(Board board) {
    JsonNode json = board.json();
    if (json.has("__inputs") || json.has("__requires")) {
      return Optional.of("can only be imported by hand");
    }
    if (!json.path("id").isNull()) {
      return Optional.of("has the id of one Grafana");
    }
    return board.uid().matches("mynah-[a-z]{3,30}")
        ? Optional.empty()
        : Optional.of("has the uid " + board.uid());
  }

  private static Optional<String> variables(Board board) {
    List<String> names = board.variables().map(v -> v.path("name").asText()).toList();
    if (!names.containsAll(List.of("datasource", "job", "instance", "namespace", "route"))) {
      return Optional.of("has the variables " + names);
    }
    return board.variable("namespace").get().path("allValue").asText().equals(".*")
        ? Optional.empty()
        : Optional.of("shows nothing outside of Kubernetes");
  }

  private static Optional<String> annotations(Board board) {
    List<String> names = board.annotations().map(a -> a.path("name").asText()).toList();
    return names.containsAll(List.of("Restarts", "Reloads"))
        ? Optional.empty()
        : Optional.of("marks only " + names);
  }

  private static Optional<String> overlap(Board board) {
    Set<List<Integer>> taken = new HashSet<>();
    for (JsonNode panel : board.json().path("panels")) {
      JsonNode at = panel.path("gridPos");
      for (List<Integer> cell : cells(at)) {
        if (!taken.add(cell) || cell.get(0) >= COLUMNS) {
          return Optional.of(panel.path("title").asText() + " lies over another, or outside");
        }
      }
    }
    return Optional.empty();
  }

  private static List<List<Integer>> cells(JsonNode at) {
    List<List<Integer>> cells = new ArrayList<>();
    for (int x = 0; x < at.path("w").asInt(); x++) {
      for (int y = 0; y < at.path("h").asInt(); y++) {
        cells.add(List.of(at.path("x").asInt() + x, at.path("y").asInt() + y));
      }
    }
    return cells;
  }

  private static Optional<String> ids(Board board) {
    Set<Integer> seen = new HashSet<>();
    return Board.each(board.json().path("panels"))
        .filter(panel -> !seen.add(panel.path("id").asInt()))
        .map(panel -> "has two panels with the id " + panel.path("id"))
        .findFirst();
  }

  private static Optional<String> purpose(Board board) {
    boolean said =
        board
            .panels()
            .findFirst()
            .filter(panel -> panel.type().equals("text"))
            .filter(panel -> !panel.json().path("options").path("content").asText().isBlank())
            .isPresent();
    return said ? Optional.empty() : Optional.of("does not begin with what it is for");
  }

  private static Optional<String> stacking(Board.Panel panel) {
    JsonNode stacking =
        panel.json().path("fieldConfig").path("defaults").path("custom").path("stacking");
    String mode = stacking.path("mode").asText("none");
    return mode.equals("none") ? Optional.empty() : Optional.of("is stacked");
  }

  private static Optional<String> line(Board.Panel panel) {
    JsonNode defaults = panel.json().path("fieldConfig").path("defaults");
    boolean drawn = defaults.path("thresholds").path("steps").size() > 1;
    return panel.json().path("description").asText().contains("the line") && !drawn
        ? Optional.of("speaks of a line that is not there")
        : Optional.empty();
  }

  private static Optional<String> links(Board.Panel panel) {
    return panel.json().findValues("links").stream()
        .flatMap(links -> Board.each(links.isArray() ? links : links.path("value")))
        .map(link -> link.path("url").asText())
        .filter(
            url ->
                !url.contains("${__url_time_range}")
                    || !url.contains("${job:queryparam}")
                    || !url.contains("var-datasource=${datasource}"))
        .map(url -> "leads to " + url + " and forgets what was chosen")
        .findFirst();
  }
}
