package dev.mynah.dashboards.lint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.exporter.promql.syntax.Parser;
import dev.mynah.exporter.series.QueryRefused;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules of dashboard-linter about variables and the dashboard as a whole. */
final class TemplateRules {
  private static final int ON_TIME_RANGE_CHANGE = 2;
  private static final Pattern LABEL_VALUES =
      Pattern.compile("label_values\\((?:(.+), *)?([a-z_]+)\\)");

  private TemplateRules() {}

  static List<LintRule> all() {
    return List.of(
        LintRule.ofBoard("template-datasource-rule", TemplateRules::dataSource),
        LintRule.ofBoard("template-job-rule", board -> target(board, "job", "Job")),
        LintRule.ofBoard("template-instance-rule", board -> target(board, "instance", "Instance")),
        LintRule.ofBoard("template-label-promql-rule", TemplateRules::labelQueries),
        LintRule.ofBoard("template-on-time-change-reload-rule", TemplateRules::reloads),
        LintRule.ofBoard("uneditable-dashboard", TemplateRules::uneditable));
  }

  private static Optional<String> dataSource(Board board) {
    Optional<JsonNode> variable = board.variable("datasource");
    if (variable.isEmpty()) {
      return Optional.of("has no variable datasource");
    }
    JsonNode json = variable.get();
    boolean right =
        json.path("type").asText().equals("datasource")
            && json.path("query").asText().equals("prometheus")
            && json.path("label").asText().equals("Data source");
    return right ? Optional.empty() : Optional.of("variable datasource is " + json);
  }

  private static Optional<String> target(Board board, String name, String label) {
    Optional<JsonNode> variable = board.variable(name);
    if (variable.isEmpty()) {
      return Optional.of("has no variable " + name);
    }
    JsonNode json = variable.get();
    boolean right =
        json.path("type").asText().equals("query")
            && json.path("label").asText().equals(label)
            && json.path("datasource").path("uid").asText().equals("${datasource}")
            && json.path("multi").asBoolean()
            && json.path("allValue").asText().equals(".+");
    return right ? Optional.empty() : Optional.of("variable " + name + " is " + json);
  }

  private static Optional<String> labelQueries(Board board) {
    return board
        .variables()
        .filter(variable -> variable.path("type").asText().equals("query"))
        .map(variable -> variable.path("query").path("query").asText())
        .filter(query -> !isLabelQuery(query))
        .map(query -> "not a query for labels: " + query)
        .findFirst();
  }

  private static boolean isLabelQuery(String query) {
    Matcher matcher = LABEL_VALUES.matcher(query);
    if (!matcher.matches()) {
      return false;
    }
    try {
      if (matcher.group(1) != null) {
        Parser.parseSelector(matcher.group(1));
      }
      return true;
    } catch (QueryRefused refused) {
      return false;
    }
  }

  private static Optional<String> reloads(Board board) {
    return board
        .variables()
        .filter(variable -> variable.path("type").asText().equals("query"))
        .filter(variable -> variable.path("refresh").asInt() != ON_TIME_RANGE_CHANGE)
        .map(variable -> "variable " + variable.path("name").asText() + " is not refreshed")
        .findFirst();
  }

  private static Optional<String> uneditable(Board board) {
    return board.json().path("editable").asBoolean(true)
        ? Optional.of("can be edited in the browser")
        : Optional.empty();
  }
}
