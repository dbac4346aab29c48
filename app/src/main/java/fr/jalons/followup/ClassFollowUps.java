package fr.jalons.followup;

import fr.jalons.access.Moments;
import fr.jalons.access.Visibility;
import fr.jalons.events.DomainEvent;
import fr.jalons.events.SchoolEvent.StructureDeclared;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.platform.refusal.Refusal;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A class's follow-up: its students' follow-ups side by side, with the indicators of the grid. */
@Component
public class ClassFollowUps {
  private final StudentFollowUps live;
  private final PastFollowUps past;
  private final Moments moments;
  private final ReadModels readModels;
  private final Clock clock;
  private final Visibility visibility;
  private final EventJson json;
  private final long least;

  ClassFollowUps(
      StudentFollowUps live,
      PastFollowUps past,
      Moments moments,
      ReadModels readModels,
      Clock clock,
      Visibility visibility,
      EventJson json,
      @Value("${jalons.suppression.k:5}") long least) {
    this.json = json;
    this.least = least;
    this.live = live;
    this.past = past;
    this.moments = moments;
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
  public View view(StructureId structure, @Nullable String asOf) {
    long position =
        asOf == null ? readModels.position(StudentFollowUps.NAME) : moments.position(asOf);
    LocalDate day = asOf == null ? LocalDate.now(clock) : moments.day(position);
    ClassFollowUp group = ClassFollowUp.UNKNOWN;
    for (DomainEvent event : structureEvents(structure, position)) {
      group = group.evolve(event);
    }
    StructureDeclared declared = group.declared();
    if (declared == null || !group.existsOn(day)) {
      throw Refusal.notFound("followup.class-unknown", structure.code());
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
        Indicator.all(students, group, visibility.aggregatesOnly() ? least : 0),
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

  /** A class's follow-up over HTTP. */
  @RestController
  static class Endpoint {
    private final ClassFollowUps classes;

    Endpoint(ClassFollowUps classes) {
      this.classes = classes;
    }

    @GetMapping("/api/classes/{code}/follow-up")
    @Parameter(name = "code", in = ParameterIn.PATH, schema = @Schema(type = "string"))
    @Parameter(name = "school", in = ParameterIn.QUERY, schema = @Schema(type = "string"))
    View followUp(
        @Parameter(hidden = true) @RequestAttribute(Visibility.NAMED_CLASS) StructureId structure,
        @RequestParam(required = false) @Nullable String asOf) {
      return classes.view(structure, asOf);
    }
  }
}
