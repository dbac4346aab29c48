package fr.jalons.evaluation.competencies;

import fr.jalons.events.CompetencyEvent.CompetencySelfPositioned;
import fr.jalons.events.EvaluationEvent;
import fr.jalons.events.RecordId;
import fr.jalons.events.StudentId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.By;
import fr.jalons.marks.Happened;
import fr.jalons.marks.Over;
import fr.jalons.marks.Page;
import fr.jalons.marks.Post;
import fr.jalons.marks.Who;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.school.known.KnownRecord;
import fr.jalons.school.known.KnownStudent;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/**
 * Students say where they see themselves on the rubric of one competency, as assessors do by {@link
 * AssessCompetency}. The same view on another day is another fact. Staff cannot say it for them.
 *
 * @param statedOn today if it is left out
 */
@Command(namespace = EvaluationEvent.NAMESPACE, name = "PositionOneself")
@Post("/api/students/{student}/self-positionings")
@Page(value = "/students/{student}/self-positionings", then = "/students/{student}")
@Allowed(who = Who.STUDENTS, over = Over.STUDENT)
public record PositionOneself(
    RecordId selfPositioning,
    StudentId student,
    @NotNull @Pattern(regexp = "[A-Z]{1,20}") String framework,
    @NotBlank @Size(max = 40) String competency,
    @NotNull int level,
    @Nullable @Size(max = 2000) String comment,
    @Happened @Nullable LocalDate statedOn,
    @Nullable Correction correction) {

  List<CompetencySelfPositioned> decide(
      @By("selfPositioning") KnownRecord earlier,
      KnownStudent known,
      AssessCompetency.Framework adopted,
      LocalDate today) {
    known.requireKnown("evaluation.student-unknown");
    LocalDate day = Objects.requireNonNullElse(statedOn, today);
    if (correction == null && earlier.latest() instanceof CompetencySelfPositioned made) {
      return earlier.create(under(made.edition(), day));
    }
    String edition = adopted.requireHolds(framework, competency, level);
    if (day.isAfter(today)) {
      throw Refusal.invalid("statedOn", "evaluation.date-ahead");
    }
    return earlier.create(under(edition, day), correction);
  }

  private CompetencySelfPositioned under(String edition, LocalDate day) {
    return new CompetencySelfPositioned(
        selfPositioning,
        student,
        framework,
        edition,
        competency,
        level,
        comment,
        day,
        Correction.reason(correction));
  }
}
