package dev.mynah.dashboards;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** Packages need each other in one direction only. */
class PackagesTest {
  @Test
  void packagesHaveNoCycles() {
    slices()
        .matching("dev.mynah.dashboards.(*)..")
        .should()
        .beFreeOfCycles()
        .check(new ClassFileImporter().importPackages("dev.mynah.dashboards"));
  }
}
