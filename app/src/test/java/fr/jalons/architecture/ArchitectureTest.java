package fr.jalons.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import fr.jalons.events.AccountEvent;
import fr.jalons.events.DeliveryEvent;
import fr.jalons.events.EvaluationEvent;
import fr.jalons.events.OperatingEvent;
import fr.jalons.events.PlanningEvent;
import fr.jalons.events.PrivacyEvent;
import fr.jalons.events.SchoolEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.Violations;

class ArchitectureTest {
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("fr.jalons");
  private static final JavaClasses PLANTED =
      new ClassFileImporter().importPackages("fr.jalons.delivery.planted");

  private static final Map<String, Class<?>> OWNERS =
      Map.of(
          "school", SchoolEvent.class,
          "planning", PlanningEvent.class,
          "delivery", DeliveryEvent.class,
          "evaluation", EvaluationEvent.class);

  @Test
  void modulesUseEachOtherOnlyAsDeclared() {
    ApplicationModules.of("fr.jalons").verify();
  }

  @Test
  void aPlantedCycleOfModulesIsSeen() {
    assertThatThrownBy(
            () ->
                ApplicationModules.of("planted.cycle", new ImportOption.OnlyIncludeTests())
                    .verify())
        .isInstanceOf(Violations.class);
  }

  @Test
  void onlyTheOwnerConstructsItsEvents() {
    OWNERS.forEach((module, events) -> ownEvents(module, events).check(HOUSE));
  }

  @Test
  void aPlantedForeignEventIsSeen() {
    assertThat(ownEvents("planning", PlanningEvent.class).evaluate(PLANTED).hasViolation())
        .isTrue();
  }

  @Test
  void onlyWhatProtectsPeopleConstructsPrivacyEvents() {
    onlyConstructedIn(
            PrivacyEvent.class,
            "fr.jalons.privacy..",
            "fr.jalons.consultation..",
            "fr.jalons.security..")
        .check(HOUSE);
  }

  @Test
  void onlyWhereTheyHappenAreActsOfPowerConstructed() {
    onlyConstructedIn(AccountEvent.class, "fr.jalons.security..").check(HOUSE);
    onlyConstructedIn(OperatingEvent.class, "fr.jalons.security..", "fr.jalons.operations..")
        .check(HOUSE);
  }

  private static ArchRule ownEvents(String module, Class<?> events) {
    return onlyConstructedIn(events, "fr.jalons." + module + "..");
  }

  private static ArchRule onlyConstructedIn(Class<?> events, String... owners) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(owners)
        .and()
        .resideOutsideOfPackage("fr.jalons.events..")
        .should()
        .callConstructorWhere(
            com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                owner(assignableTo(events))));
  }

  @Test
  void theEventStoreKnowsNeitherSpringNorTheDomain() {
    noClasses()
        .that()
        .resideInAPackage("fr.jalons.platform.eventstore..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.springframework..").or(resideInAPackage("fr.jalons.events..")))
        .check(HOUSE);
  }

  @Test
  void thePlatformKnowsNoModule() {
    noClasses()
        .that()
        .resideInAPackage("fr.jalons.platform..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "fr.jalons.events..",
            "fr.jalons.school..",
            "fr.jalons.planning..",
            "fr.jalons.delivery..",
            "fr.jalons.evaluation..",
            "fr.jalons.followup..")
        .check(HOUSE);
  }

  @Test
  void eventsAreOnlyWords() {
    classes()
        .that()
        .resideInAPackage("fr.jalons.events..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "fr.jalons.events..",
            "fr.jalons.marks..",
            "org.axonframework..",
            "com.fasterxml.jackson.annotation..",
            "org.jspecify..")
        .check(HOUSE);
  }

  @Test
  void packagesFormNoCycles() {
    for (String module : List.of("school", "planning", "delivery", "evaluation", "platform")) {
      slices()
          .matching("fr.jalons." + module + ".(*)..")
          .should()
          .beFreeOfCycles()
          .allowEmptyShould(true)
          .check(HOUSE);
    }
  }
}
