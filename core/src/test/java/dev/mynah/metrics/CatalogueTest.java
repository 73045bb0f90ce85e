package dev.mynah.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.ledger.Family;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The catalogue keeps the rules of names that Prometheus' users expect. */
class CatalogueTest {
  /** What service discovery attaches; an own label of that name would be renamed. */
  private static final Set<String> ATTACHED =
      Set.of(
          "namespace",
          "pod",
          "container",
          "endpoint",
          "job",
          "instance",
          "node",
          "service",
          "env",
          "environment",
          "region",
          "zone",
          "cluster",
          "type",
          "le",
          "quantile",
          "path",
          "client");

  @Test
  void namesAreUniqueAndCarryThePrefix() {
    assertThat(Catalogue.all().stream().map(Metric::name)).doesNotHaveDuplicates();
    assertThat(Catalogue.all()).allMatch(m -> m.name().matches("(mynah|process)_[a-z0-9_]+"));
  }

  @Test
  void countersAndOnlyTheyEndInTotal() {
    assertThat(Catalogue.all())
        .allMatch(m -> m.name().endsWith("_total") == (m.type() == Metric.Type.COUNTER))
        .allMatch(m -> m.name().endsWith("_info") == (m.type() == Metric.Type.INFO));
  }

  @Test
  void histogramsAreInSeconds() {
    assertThat(Catalogue.all())
        .filteredOn(m -> m.type() == Metric.Type.HISTOGRAM)
        .isNotEmpty()
        .allMatch(m -> m.unit() == Metric.Unit.SECONDS);
  }

  @Test
  void noLabelIsOneThatDiscoveryAttaches() {
    assertThat(Catalogue.all().stream().flatMap(m -> m.labels().stream()))
        .doesNotContainAnyElementsOf(ATTACHED);
  }

  @Test
  void everyMetricSaysWhatItMeans() {
    assertThat(Catalogue.all()).allMatch(m -> m.help().matches("[A-Z0-9].*[.]"));
    assertThat(Catalogue.all()).allMatch(m -> m.worry().isEmpty() || m.worry().endsWith("."));
  }

  @Test
  void everyFamilyOfTheLedgerIsDeclaredWithItsLabels() throws Exception {
    List<Family> families = new ArrayList<>();
    for (Field field : Catalogue.class.getFields()) {
      if (Modifier.isStatic(field.getModifiers()) && field.getType() == Family.class) {
        families.add((Family) field.get(null));
      }
    }

    assertThat(families).hasSizeGreaterThan(15);
    for (Family family : families) {
      assertThat(Catalogue.all())
          .anyMatch(
              m ->
                  m.name().equals(family.name())
                      && m.labels().equals(family.labelNames())
                      && m.source() == Metric.Source.LEDGER);
    }
    assertThat(Catalogue.DURATION.name()).isEqualTo(Family.TIMING.name());
    assertThat(Catalogue.DURATION.labels()).isEqualTo(Family.TIMING.labelNames());
  }
}
