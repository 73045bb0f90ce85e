package dev.mynah.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Modules and foreign libraries: who may import what. */
@AnalyzeClasses(packages = "dev.mynah", importOptions = MainClasses.class)
class ModuleRulesTest {
  private static final String AGENT = "dev.mynah.agent..";
  private static final String EXPORTER = "dev.mynah.exporter..";
  private static final String[] CORE = {
    "dev.mynah.ledger..", "dev.mynah.settings..", "dev.mynah.metrics..", "dev.mynah.control.."
  };
  private static final String[] DIST = {
    "dev.mynah",
    "dev.mynah.command..",
    "dev.mynah.inject..",
    "dev.mynah.log..",
    "dev.mynah.quickstart..",
    "dev.mynah.sidecar.."
  };

  @ArchTest
  static final ArchRule coreKnowsNeitherSide =
      noClasses()
          .that()
          .resideInAnyPackage(CORE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(AGENT, EXPORTER);

  @ArchTest
  static final ArchRule agentDoesNotKnowTheExporter =
      noClasses()
          .that()
          .resideInAPackage(AGENT)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(EXPORTER);

  @ArchTest
  static final ArchRule exporterDoesNotKnowTheAgent =
      noClasses()
          .that()
          .resideInAPackage(EXPORTER)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(AGENT);

  @ArchTest
  static final ArchRule nothingKnowsTheProgramOnTop =
      noClasses()
          .that()
          .resideOutsideOfPackages(DIST)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(DIST);

  @ArchTest
  static final ArchRule onlyTheLedgerKnowsChronicle =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.mynah.ledger..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("net.openhft..");

  @ArchTest
  static final ArchRule onlyMetricsKnowsTheExpositionLibrary =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.mynah.metrics..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.prometheus..", "io.micrometer..");

  @ArchTest
  static final ArchRule onlyTheStoreKnowsSql =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.mynah.exporter.store..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..");

  @ArchTest
  static final ArchRule rulesOfARequestKnowNoNetty =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.mynah.agent.route..",
              "dev.mynah.agent.mock..",
              "dev.mynah.agent.cors..",
              "dev.mynah.agent.http..",
              "dev.mynah.agent.config..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.netty..");

  @ArchTest
  static final ArchRule onlyTheControlPlaneIsWebCode =
      noClasses()
          .that()
          .resideInAPackage(AGENT)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.vertx..");
}
