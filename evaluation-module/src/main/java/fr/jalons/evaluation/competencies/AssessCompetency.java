package fr.jalons.evaluation.competencies;

import fr.jalons.events.AssessmentId;
import fr.jalons.events.CompetencyEvent.AssessmentContext;
import fr.jalons.events.CompetencyEvent.CompetencyAssessed;
import fr.jalons.events.Disciplines;
import fr.jalons.events.EvaluationEvent;
import fr.jalons.events.FrameworkEvent.FrameworkAdopted;
import fr.jalons.events.SchoolEvent.Subject;
import fr.jalons.events.SchoolEvent.SubjectsListed;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.marks.Spelling;
import fr.jalons.platform.actor.CurrentActor;
import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
import fr.jalons.school.known.KnownStudent;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.axonframework.messaging.commandhandling.annotation.CommandHandler;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.axonframework.modelling.StateManager;
import org.axonframework.modelling.annotation.InjectEntity;
import org.axonframework.modelling.annotation.TargetEntityId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * An assessor places a student on the rubric of one competency (S11). Each observation is a fact of
 * its own: seeing the same level again, even on the same day, confirms it and is recorded once
 * more. Only the same identifier or idempotency key sent again records nothing.
 *
 * @param discipline as the assessor writes it: sealed in the log, beside the subject that it is
 */
@Command(namespace = EvaluationEvent.NAMESPACE, name = "AssessCompetency")
public record AssessCompetency(
    @TargetEntityId AssessmentId assessment,
    StudentId student,
    String framework,
    String competency,
    int level,
    AssessmentContext context,
    String discipline,
    String assessor,
    LocalDate observedOn) {

  @DecisionModel(tag = Tags.FRAMEWORK)
  record Framework(@Nullable FrameworkAdopted inForce) {
    Framework() {
      this(null);
    }

    Framework evolve(FrameworkAdopted adopted) {
      return new Framework(adopted);
    }

    String requireHolds(AssessCompetency command) {
      if (inForce == null) {
        throw Refusal.invalid("framework", "evaluation.framework-not-adopted", command.framework);
      }
      if (!inForce.competencyCodes().contains(command.competency)) {
        throw Refusal.invalid(
            "competency", "evaluation.competency-unknown", inForce.title(), inForce.edition());
      }
      if (inForce.rubric().stream().noneMatch(step -> step.level() == command.level)) {
        throw Refusal.invalid("level", "evaluation.level-off-rubric", inForce.rubric().size());
      }
      return inForce.edition();
    }
  }

  @DecisionModel(tag = Tags.ASSESSMENT)
  record Assessment(@Nullable CompetencyAssessed made) {
    Assessment() {
      this(null);
    }

    Assessment evolve(CompetencyAssessed event) {
      return new Assessment(event);
    }

    List<EvaluationEvent> decide(
        AssessCompetency command,
        Framework framework,
        Assessed student,
        Subjects subjects,
        LocalDate today) {
      if (made != null) {
        if (made.equals(command.under(made.edition(), made.subject(), made.disciplineNumber()))) {
          return List.of();
        }
        throw Refusal.conflictOn("id", "evaluation.assessment-id-taken");
      }
      String edition = framework.requireHolds(command);
      if (command.observedOn.isAfter(today)) {
        throw Refusal.invalid("observedOn", "evaluation.date-ahead");
      }
      String subject = subjects.codeOf(command.discipline);
      return List.of(
          command.under(edition, subject, student.disciplines.number(command.discipline, subject)));
    }
  }

  /** The disciplines in which the student was assessed so far. */
  @DecisionModel(tag = Tags.STUDENT)
  record Assessed(Disciplines disciplines) {
    Assessed() {
      this(Disciplines.none());
    }

    Assessed evolve(CompetencyAssessed event) {
      return new Assessed(disciplines.evolve(event));
    }
  }

  /** What is taught at a school. */
  @DecisionModel(tag = Tags.SUBJECTS)
  record Subjects(List<Subject> listed) {
    Subjects() {
      this(List.of());
    }

    Subjects evolve(SubjectsListed event) {
      return new Subjects(event.subjects());
    }

    /** The code of the one subject that bears this name, or is this code. */
    @Nullable String codeOf(String discipline) {
      String wanted = Spelling.withoutBlanks(discipline);
      List<String> codes =
          listed.stream()
              .filter(
                  subject ->
                      Stream.concat(Stream.of(subject.code()), subject.labels().stream())
                          .map(Spelling::withoutBlanks)
                          .anyMatch(wanted::equals))
              .map(Subject::code)
              .toList();
      return codes.size() == 1 ? codes.getFirst() : null;
    }
  }

  private CompetencyAssessed under(
      String edition, @Nullable String subject, @Nullable Integer disciplineNumber) {
    return new CompetencyAssessed(
        assessment,
        student,
        framework,
        edition,
        competency,
        level,
        context,
        discipline,
        assessor,
        observedOn,
        subject,
        disciplineNumber);
  }

  @Component
  static class Handler {
    private final Clock clock;

    Handler(Clock clock) {
      this.clock = clock;
    }

    @CommandHandler
    void handle(
        AssessCompetency command,
        @InjectEntity Assessment assessment,
        @InjectEntity(idProperty = "student") KnownStudent known,
        @InjectEntity(idProperty = "framework") Framework framework,
        @InjectEntity(idProperty = "student") Assessed student,
        StateManager models,
        ProcessingContext context,
        EventAppender events) {
      SchoolId school = known.requireKnown("evaluation.student-unknown");
      Subjects subjects = models.loadEntity(Subjects.class, school, context).join();
      events.append(assessment.decide(command, framework, student, subjects, LocalDate.now(clock)));
    }
  }

  @RestController
  static class Endpoint {
    private final Commands commands;
    private final CurrentActor actor;

    Endpoint(Commands commands, CurrentActor actor) {
      this.commands = commands;
      this.actor = actor;
    }

    record Body(
        @Nullable AssessmentId id,
        @NotNull @Pattern(regexp = "[A-Z]{1,20}") String framework,
        @NotBlank @Size(max = 40) String competency,
        @NotNull Integer level,
        @NotNull AssessmentContext context,
        @NotBlank @Size(max = 100) String discipline,
        @NotNull LocalDate observedOn) {}

    @PostMapping("/api/students/{student}/assessments")
    ResponseEntity<Map<String, AssessmentId>> assess(
        @PathVariable StudentId student, @Valid @RequestBody Body body) {
      AssessmentId id = commands.idOr(body.id, AssessmentId::new);
      return commands
          .send(
              new AssessCompetency(
                  id,
                  student,
                  body.framework,
                  body.competency,
                  body.level,
                  body.context,
                  body.discipline,
                  actor.id(),
                  body.observedOn))
          .created("/api/assessments/" + id, Map.of("id", id));
    }
  }
}
