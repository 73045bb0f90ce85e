package dev.mynah.dashboards.lint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules of dashboard-linter about panels. */
final class PanelRules {
  private static final String DATA_SOURCE = "${datasource}";

  /** Ids of units that Grafana has (categories.ts), those that are of use here. */
  private static final Set<String> UNITS =
      Set.of(
          "none",
          "string",
          "short",
          "percent",
          "percentunit",
          "sci",
          "locale",
          "bytes",
          "decbytes",
          "bits",
          "decbits",
          "kbytes",
          "mbytes",
          "gbytes",
          "pps",
          "binBps",
          "Bps",
          "binbps",
          "bps",
          "KiBs",
          "MiBs",
          "dateTimeAsIso",
          "dateTimeAsLocal",
          "dateTimeFromNow",
          "hertz",
          "ns",
          "µs",
          "ms",
          "s",
          "m",
          "h",
          "d",
          "dtdurationms",
          "dtdurations",
          "cps",
          "ops",
          "reqps",
          "rps",
          "wps",
          "iops",
          "cpm",
          "opm",
          "rpm",
          "bool",
          "bool_yes_no",
          "bool_on_off",
          "currencyUSD",
          "currencyEUR",
          "currencyGBP");

  private PanelRules() {}

  static List<LintRule> all() {
    return List.of(
        LintRule.ofPanel("panel-datasource-rule", PanelRules::dataSource),
        LintRule.ofPanel("panel-title-description-rule", PanelRules::words),
        LintRule.ofPanel("panel-units-rule", PanelRules::units),
        LintRule.ofPanel("panel-no-targets-rule", PanelRules::targets));
  }

  private static Optional<String> dataSource(Board.Panel panel) {
    String uid = panel.json().path("datasource").path("uid").asText();
    return !panel.asks() || uid.equals(DATA_SOURCE)
        ? Optional.empty()
        : Optional.of("asks data source " + uid);
  }

  private static Optional<String> words(Board.Panel panel) {
    if (panel.title().isBlank()) {
      return Optional.of("has no title");
    }
    return panel.json().path("description").asText().isBlank()
        ? Optional.of("has no description")
        : Optional.empty();
  }

  private static Optional<String> units(Board.Panel panel) {
    if (!panel.asks()) {
      return Optional.empty();
    }
    JsonNode config = panel.json().path("fieldConfig");
    String unit = config.path("defaults").path("unit").asText();
    if (!UNITS.contains(unit)) {
      return Optional.of("has the unit " + unit);
    }
    return Board.each(config.path("overrides"))
        .flatMap(override -> Board.each(override.path("properties")))
        .filter(property -> property.path("id").asText().equals("unit"))
        .map(property -> property.path("value").asText())
        .filter(other -> !UNITS.contains(other))
        .map(other -> "has a column in the unit " + other)
        .findFirst();
  }

  private static Optional<String> targets(Board.Panel panel) {
    return panel.asks() && panel.targets().findAny().isEmpty()
        ? Optional.of("asks nothing")
        : Optional.empty();
  }
}
