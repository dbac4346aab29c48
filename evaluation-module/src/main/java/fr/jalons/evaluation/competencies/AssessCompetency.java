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
import fr.jalons.marks.Allowed;
import fr.jalons.marks.By;
import fr.jalons.marks.Happened;
import fr.jalons.marks.Over;
import fr.jalons.marks.Page;
import fr.jalons.marks.Post;
import fr.jalons.marks.Sender;
import fr.jalons.marks.Spelling;
import fr.jalons.marks.Who;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
import fr.jalons.platform.slices.Models;
import fr.jalons.school.known.KnownRecord;
import fr.jalons.school.known.KnownStudent;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/**
 * An assessor places a student on the rubric of one competency (S11). Each observation is a fact of
 * its own: seeing the same level again, even on the same day, confirms it and is recorded once
 * more. Only the same identifier or idempotency key sent again records nothing.
 *
 * @param discipline as the assessor writes it: sealed in the log, beside the subject that it is
 */
@Command(namespace = EvaluationEvent.NAMESPACE, name = "AssessCompetency")
@Post(value = "/api/students/{student}/assessments", location = "/api/assessments/{id}")
@Page(value = "/students/{student}/assessments", then = "/students/{student}")
@Allowed(who = Who.TEAM, over = Over.STUDENT)
public record AssessCompetency(
    AssessmentId assessment,
    StudentId student,
    @NotNull @Pattern(regexp = "[A-Z]{1,20}") String framework,
    @NotBlank @Size(max = 40) String competency,
    @NotNull int level,
    @NotNull AssessmentContext context,
    @NotBlank @Size(max = 100) String discipline,
    @Sender String assessor,
    @Happened @NotNull LocalDate observedOn,
    @Nullable Correction correction) {

  /** For the first time. */
  public AssessCompetency(
      AssessmentId assessment,
      StudentId student,
      String framework,
      String competency,
      int level,
      AssessmentContext context,
      String discipline,
      String assessor,
      LocalDate observedOn) {
    this(
        assessment,
        student,
        framework,
        competency,
        level,
        context,
        discipline,
        assessor,
        observedOn,
        null);
  }

  private static final String TAKEN = "evaluation.assessment-id-taken";

  @DecisionModel(tag = Tags.FRAMEWORK)
  record Framework(@Nullable FrameworkAdopted inForce) {
    Framework() {
      this(null);
    }

    Framework evolve(FrameworkAdopted adopted) {
      return new Framework(adopted);
    }

    /** The edition in force, which holds the competency and has the level. */
    String requireHolds(String framework, String competency, int level) {
      if (inForce == null) {
        throw Refusal.invalid("framework", "evaluation.framework-not-adopted", framework);
      }
      if (!inForce.competencyCodes().contains(competency)) {
        throw Refusal.invalid(
            "competency", "evaluation.competency-unknown", inForce.title(), inForce.edition());
      }
      if (inForce.rubric().stream().noneMatch(step -> step.level() == level)) {
        throw Refusal.invalid("level", "evaluation.level-off-rubric", inForce.rubric().size());
      }
      return inForce.edition();
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

  List<CompetencyAssessed> decide(
      @By("assessment") KnownRecord earlier,
      KnownStudent known,
      Framework adopted,
      Assessed before,
      Models models,
      LocalDate today) {
    SchoolId school = known.requireKnown("evaluation.student-unknown");
    Subjects subjects = models.of(Subjects.class, school);
    if (correction == null && earlier.latest() instanceof CompetencyAssessed made) {
      return earlier.create(
          under(made.edition(), assessor, made.subject(), made.disciplineNumber()), TAKEN);
    }
    String edition = adopted.requireHolds(framework, competency, level);
    if (observedOn.isAfter(today)) {
      throw Refusal.invalid("observedOn", "evaluation.date-ahead");
    }
    String subject = subjects.codeOf(discipline);
    String by = earlier.latest() instanceof CompetencyAssessed made ? made.assessor() : assessor;
    return earlier.create(
        under(edition, by, subject, before.disciplines.number(discipline, subject)),
        correction,
        TAKEN);
  }

  /** A correction keeps the assessor. */
  private CompetencyAssessed under(
      String edition, String by, @Nullable String subject, @Nullable Integer disciplineNumber) {
    return new CompetencyAssessed(
        assessment,
        student,
        framework,
        edition,
        competency,
        level,
        context,
        discipline,
        by,
        observedOn,
        subject,
        disciplineNumber,
        Correction.reason(correction));
  }
}
