package dev.mynah.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** Packages: names, cycles, what each must carry. */
@AnalyzeClasses(packages = "dev.mynah", importOptions = MainClasses.class)
class PackageRulesTest {
  /** Steps of the way of a request; what joins them is the exchange, not each other. */
  private static final List<String> CAPABILITIES =
      List.of("route", "mock", "cors", "upstream", "accept", "reuse", "hybrid");

  private static final Set<String> NOT_A_CAPABILITY =
      Set.of("util", "utils", "common", "impl", "model", "manager", "misc", "internal");

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("dev.mynah.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule capabilitiesDoNotKnowEachOther =
      classes().that().resideInAPackage("dev.mynah.agent..").should(leaveOtherCapabilitiesAlone());

  @ArchTest
  static final ArchRule packagesAreNamedForWhatTheyDo =
      classes().should(resideInAPackageNamedForACapability());

  @ArchTest
  static final ArchRule packagesAreNullMarked = classes().should(resideInANullMarkedPackage());

  @ArchTest
  static final ArchRule onlyTheProgramPrints =
      noClasses()
          .that(areNotOfTheProgram())
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callMethod(Throwable.class, "printStackTrace");

  private static ArchCondition<JavaClass> leaveOtherCapabilitiesAlone() {
    return new ArchCondition<>("not know another capability") {
      @Override
      public void check(JavaClass owner, ConditionEvents events) {
        String own = capability(owner.getPackageName());
        if (own.isEmpty()) {
          return;
        }
        owner.getDirectDependenciesFromSelf().stream()
            .filter(d -> !capability(d.getTargetClass().getPackageName()).isEmpty())
            .filter(d -> !capability(d.getTargetClass().getPackageName()).equals(own))
            .forEach(d -> events.add(SimpleConditionEvent.violated(d, d.getDescription())));
      }
    };
  }

  /** The capability that a package belongs to, or an empty text. */
  private static String capability(String packageName) {
    for (String each : CAPABILITIES) {
      String root = "dev.mynah.agent." + each;
      if (packageName.equals(root) || packageName.startsWith(root + ".")) {
        return each;
      }
    }
    return "";
  }

  private static ArchCondition<JavaClass> resideInAPackageNamedForACapability() {
    return new ArchCondition<>("reside in a package named for what it does") {
      @Override
      public void check(JavaClass owner, ConditionEvents events) {
        for (String part : owner.getPackageName().split("\\.", -1)) {
          if (NOT_A_CAPABILITY.contains(part)) {
            events.add(SimpleConditionEvent.violated(owner, owner.getName() + " is in " + part));
          }
        }
      }
    };
  }

  private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
    return new ArchCondition<>("reside in a package whose package-info is null-marked") {
      @Override
      public void check(JavaClass owner, ConditionEvents events) {
        JavaPackage home = owner.getPackage();
        if (!home.isAnnotatedWith(NullMarked.class)) {
          String message = home.getName() + " has no null-marked package-info";
          events.add(SimpleConditionEvent.violated(home, message));
        }
      }
    };
  }

  private static DescribedPredicate<JavaClass> areNotOfTheProgram() {
    return DescribedPredicate.describe(
        "are below dist",
        type ->
            type.getPackageName().startsWith("dev.mynah.agent")
                || type.getPackageName().startsWith("dev.mynah.exporter")
                || type.getPackageName().startsWith("dev.mynah.ledger")
                || type.getPackageName().startsWith("dev.mynah.settings")
                || type.getPackageName().startsWith("dev.mynah.metrics")
                || type.getPackageName().startsWith("dev.mynah.control"));
  }
}
