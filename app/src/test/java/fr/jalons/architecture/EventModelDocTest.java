package fr.jalons.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import fr.jalons.events.DomainEvent;
import fr.jalons.events.EventTypes;
import fr.jalons.events.SchoolEvent.GuardianLinked;
import fr.jalons.events.SchoolEvent.SchoolYearDated;
import fr.jalons.events.SchoolEvent.StaffListed;
import fr.jalons.events.SchoolEvent.SubjectsListed;
import fr.jalons.events.SchoolEvent.TeacherRegistered;
import fr.jalons.events.SurveyEvent.SurveyLinksIssued;
import fr.jalons.platform.aspects.Fold;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.slices.ChosenEvents;
import fr.jalons.platform.slices.DecisionModel;
import fr.jalons.platform.slices.EventMethods;
import fr.jalons.platform.slices.Projection;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.EventHandler;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/event-model.md} is generated from the code; a stale copy fails. To write it anew, run
 * this test with {@code -Djalons.docs=write}.
 */
class EventModelDocTest {
  private static final Path DOC = Path.of("../docs/event-model.md");
  private static final String HEAD =
      """
      # Event model

      Generated from the code by `EventModelDocTest`; do not edit. *Raised by* names the command, *decided on by* the
      decision models that are built from it, *projected by* the read models, *folded into* the aspects.

      """;

  private static final Folds FOLDS = Folds.onClassPath(ZoneOffset.UTC);

  /** Events that no read model needs, and why they are recorded all the same. */
  private static final Map<Class<?>, String> FOR_THE_HISTORY =
      Map.of(
          GuardianLinked.class, "decisions ask for it; names and links stand in the identities",
          SchoolYearDated.class, "decisions ask for it: memberships begin with the year",
          StaffListed.class, "decisions ask for it when staff are invited",
          SurveyLinksIssued.class, "the log says who printed links by which others answer",
          SubjectsListed.class, "decisions ask for it when a discipline is named",
          TeacherRegistered.class, "decisions ask for it; names stand in the identities");

  private final JavaClasses house =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("fr.jalons");

  @Test
  void theTableOfEventsIsUpToDate() throws IOException {
    String expected = render();
    if ("write".equals(System.getProperty("jalons.docs"))) {
      Files.writeString(DOC, expected);
    }
    assertThat(Files.exists(DOC) ? Files.readString(DOC) : "").isEqualTo(expected);
  }

  @Test
  void everyEventIsRaisedAndReadBySomeone() {
    for (Class<? extends DomainEvent> event : EventTypes.all().values()) {
      assertThat(raisedBy(event)).as("who raises " + event.getSimpleName()).isNotEmpty();
      boolean forTheHistory = FOR_THE_HISTORY.containsKey(event);
      assertThat(projectedBy(event).isEmpty())
          .as("whether nobody projects " + event.getSimpleName())
          .isEqualTo(forTheHistory);
    }
  }

  private String render() {
    StringBuilder doc = new StringBuilder(HEAD);
    doc.append(
        "| event | module | tags | raised by | decided on by | projected by | folded into |\n");
    doc.append("|---|---|---|---|---|---|---|\n");
    Map<String, Class<? extends DomainEvent>> events = new TreeMap<>(EventTypes.all());
    events.forEach(
        (name, event) ->
            doc.append(
                "| %s | %s | %s | %s | %s | %s | %s |%n"
                    .formatted(
                        event.getSimpleName(),
                        name.substring(0, name.indexOf('.')),
                        join(tags(event)),
                        join(raisedBy(event)),
                        join(decidedOnBy(event)),
                        join(projectedBy(event)),
                        join(foldedInto(event)))));
    return doc.toString().replace("\r\n", "\n");
  }

  private static String join(Collection<String> names) {
    return names.isEmpty() ? "–" : String.join(", ", names);
  }

  private static Set<String> tags(Class<?> event) {
    return Stream.concat(
            Arrays.stream(event.getDeclaredFields()), Arrays.stream(event.getDeclaredMethods()))
        .map(member -> member.getAnnotation(EventTag.class))
        .filter(java.util.Objects::nonNull)
        .map(tag -> tag.key().isEmpty() ? "the kind's own" : tag.key())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<String> raisedBy(Class<?> event) {
    return house.stream()
        .filter(type -> !type.getPackageName().equals("fr.jalons.events"))
        .filter(
            type ->
                type.getConstructorCallsFromSelf().stream()
                    .anyMatch(call -> call.getTargetOwner().isEquivalentTo(event)))
        .map(EventModelDocTest::outermost)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<String> decidedOnBy(Class<?> event) {
    return house.stream()
        .filter(type -> type.isAnnotatedWith(DecisionModel.class))
        .filter(
            type ->
                Arrays.stream(type.reflect().getDeclaredMethods())
                    .anyMatch(m -> evolvesFrom(m, event)))
        .map(EventModelDocTest::outermost)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean evolvesFrom(Method method, Class<?> event) {
    return method.getName().equals("evolve")
        && method.getParameterCount() == 1
        && EventMethods.leaves(method.getParameterTypes()[0]).contains(event);
  }

  private Set<String> projectedBy(Class<?> event) {
    return house.stream()
        .filter(type -> type.isAnnotatedWith(Projection.class))
        .filter(
            type ->
                ChosenEvents.class.isAssignableFrom(type.reflect())
                    ? FOLDS.events().contains(event)
                    : Arrays.stream(type.reflect().getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(EventHandler.class))
                        .anyMatch(method -> method.getParameterTypes()[0].isAssignableFrom(event)))
        .map(type -> type.getAnnotationOfType(Projection.class).name())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> foldedInto(Class<?> event) {
    return FOLDS.all().stream()
        .filter(fold -> fold.events().contains(event))
        .map(Fold::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String outermost(JavaClass type) {
    JavaClass outer = type;
    while (outer.getEnclosingClass().isPresent()) {
      outer = outer.getEnclosingClass().get();
    }
    return outer.getSimpleName();
  }
}
