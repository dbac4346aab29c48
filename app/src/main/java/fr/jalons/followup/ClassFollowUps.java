package fr.jalons.followup;

import fr.jalons.access.Visibility;
import fr.jalons.events.DomainEvent;
import fr.jalons.events.PlanningEvent.StructureDeclared;
import fr.jalons.events.PlanningEvent.StructureWithdrawn;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A class's follow-up: its students' follow-ups side by side, with the indicators of the grid. */
@Component
public class ClassFollowUps {
  private final StudentFollowUps live;
  private final PastFollowUps past;
  private final PostgresEventStorageEngine log;
  private final ReadModels readModels;
  private final Clock clock;
  private final Visibility visibility;
  private final EventJson json;

  ClassFollowUps(
      StudentFollowUps live,
      PastFollowUps past,
      PostgresEventStorageEngine log,
      ReadModels readModels,
      Clock clock,
      Visibility visibility,
      EventJson json) {
    this.json = json;
    this.live = live;
    this.past = past;
    this.log = log;
    this.readModels = readModels;
    this.clock = clock;
    this.visibility = visibility;
  }

  /** As {@link StudentView}, for a class. */
  public record View(
      String code,
      String label,
      SchoolId school,
      long position,
      LocalDate day,
      List<Indicator> indicators,
      List<StudentView> students) {}

  /** The class as it stands, or stood at {@code asOf}; its members are those of that day. */
  public View view(String code, @Nullable SchoolId school, @Nullable String asOf) {
    long position = asOf == null ? readModels.position(StudentFollowUps.NAME) : past.position(asOf);
    LocalDate day = asOf == null ? LocalDate.now(clock) : past.day(log.recordedAt(position));
    SchoolId meant = school == null ? visibility.school() : school;
    StructureId structure = resolve(code, meant, asOf == null ? log.head() : position);
    ClassFollowUp group = ClassFollowUp.UNKNOWN;
    for (DomainEvent event : structureEvents(structure, position)) {
      group = group.evolve(event);
    }
    StructureDeclared declared = group.declared();
    if (declared == null) {
      throw Refusal.notFound("followup.class-unknown", code);
    }
    List<StudentId> members = group.roll().on(day);
    Map<StudentId, StudentFollowUp> states =
        asOf == null ? live.find(members) : past.students(members, position);
    List<StudentView> students =
        members.stream()
            .map(student -> states.getOrDefault(student, StudentFollowUp.of(student)))
            .map(state -> StudentView.of(state.opened(json::open), position))
            .toList();
    return new View(
        structure.code(),
        declared.label(),
        declared.school(),
        position,
        day,
        Indicator.all(students, group),
        visibility.aggregatesOnly() ? List.of() : shown(students, asOf));
  }

  /** Who was in the class once, and has gone where the reader does not follow, only counts. */
  private List<StudentView> shown(List<StudentView> students, @Nullable String asOf) {
    return asOf == null
        ? students
        : students.stream().filter(view -> visibility.reaches(view.student())).toList();
  }

  private List<DomainEvent> structureEvents(StructureId structure, long until) {
    EventCriteria tagged = EventCriteria.havingTags(Tag.of(Tags.STRUCTURE, structure.toString()));
    return past.read(tagged, until).toList();
  }

  private StructureId resolve(String code, @Nullable SchoolId school, long until) {
    String tag = Tags.structureCode(StructureId.Kind.CLASS, code);
    Set<StructureId> found = new LinkedHashSet<>();
    past.read(EventCriteria.havingTags(Tag.of(Tags.STRUCTURE_CODE, tag)), until)
        .forEach(
            event -> {
              if (event instanceof StructureDeclared declared) {
                found.add(declared.structure());
              } else if (event instanceof StructureWithdrawn withdrawn) {
                found.remove(withdrawn.structure());
              }
            });
    if (school != null) {
      found.removeIf(structure -> !structure.school().equals(school));
    }
    if (found.isEmpty()) {
      throw Refusal.notFound("followup.class-unknown", code);
    }
    if (found.size() > 1) {
      throw new Refusal(
          Refusal.Kind.UNPROCESSABLE,
          List.of(Fault.of("school", "followup.class-ambiguous", code)));
    }
    return found.iterator().next();
  }

  /** A class's follow-up over HTTP. */
  @RestController
  static class Endpoint {
    private final ClassFollowUps classes;

    Endpoint(ClassFollowUps classes) {
      this.classes = classes;
    }

    @GetMapping("/api/classes/{code}/follow-up")
    View followUp(
        @PathVariable String code,
        @RequestParam(required = false) @Nullable SchoolId school,
        @RequestParam(required = false) @Nullable String asOf) {
      return classes.view(code, school, asOf);
    }
  }
}
