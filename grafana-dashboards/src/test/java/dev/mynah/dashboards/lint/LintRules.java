package dev.mynah.dashboards.lint;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** All rules: the 17 of Grafana's dashboard-linter, and our own. */
final class LintRules {
  private LintRules() {}

  static List<LintRule> ofLinter() {
    return Stream.of(TemplateRules.all(), PanelRules.all(), TargetRules.all())
        .flatMap(List::stream)
        .toList();
  }

  static List<LintRule> ofHouse(Predicate<String> onExporter) {
    KnownMetrics known = new KnownMetrics();
    return Stream.of(
            new CatalogueRules(known, onExporter).all(),
            new SoundnessRules(known).all(),
            ShapeRules.all())
        .flatMap(List::stream)
        .toList();
  }

  static List<LintRule> all(Predicate<String> onExporter) {
    return Stream.concat(ofLinter().stream(), ofHouse(onExporter).stream()).toList();
  }
}
