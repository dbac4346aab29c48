package fr.jalons.evaluation.livret;

import fr.jalons.events.EvaluationEvent;
import fr.jalons.events.LivretEvent.LivretTerm;
import fr.jalons.events.LivretEvent.LivretTextWritten;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordId;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.By;
import fr.jalons.marks.Happened;
import fr.jalons.marks.Over;
import fr.jalons.marks.Page;
import fr.jalons.marks.Post;
import fr.jalons.marks.Who;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
import fr.jalons.platform.slices.Models;
import fr.jalons.school.known.KnownRecord;
import fr.jalons.school.known.KnownStudent;
import fr.jalons.school.known.KnownYears;
import fr.jalons.school.known.Standing;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/**
 * A text for the livret scolaire is written (S12): one for each term.
 *
 * @param year in which the school year began; that of the day if it is left out
 * @param writtenOn today if it is left out
 */
@Command(namespace = EvaluationEvent.NAMESPACE, name = "WriteLivretText")
@Post("/api/students/{student}/livret-texts")
@Page(value = "/students/{student}/livret-texts", then = "/students/{student}")
@Allowed(who = Who.TEAM, over = Over.STUDENT)
public record WriteLivretText(
    RecordId text,
    StudentId student,
    @Nullable @Min(2000) @Max(2100) Integer year,
    @NotNull LivretTerm term,
    @NotBlank @Size(max = 600) String body,
    @Happened @Nullable LocalDate writtenOn,
    @Nullable Correction correction) {

  /** The texts of a student that stand. */
  @DecisionModel(tag = Tags.STUDENT)
  record Texts(Standing<LivretTextWritten> standing) {
    Texts() {
      this(new Standing<>());
    }

    Texts evolve(LivretTextWritten event) {
      return new Texts(standing.with(event));
    }

    Texts evolve(RecordWithdrawn event) {
      return new Texts(standing.without(event.record()));
    }
  }

  List<LivretTextWritten> decide(
      @By("text") KnownRecord earlier,
      Texts texts,
      KnownStudent known,
      Models models,
      LocalDate today) {
    SchoolId school = known.requireKnown("evaluation.student-unknown");
    LocalDate day = Objects.requireNonNullElse(writtenOn, today);
    LivretTextWritten wanted =
        new LivretTextWritten(
            text,
            student,
            year == null ? models.of(KnownYears.class, school).yearOn(day) : year,
            term,
            body,
            day,
            Correction.reason(correction));
    List<LivretTextWritten> recorded = earlier.create(wanted, correction);
    if (day.isAfter(today)) {
      throw Refusal.invalid("writtenOn", "evaluation.date-ahead");
    }
    if (texts.standing.hasAnother(
        wanted, other -> other.year() == wanted.year() && other.term() == term)) {
      throw Refusal.conflictOn("term", "evaluation.livret-twice");
    }
    return recorded;
  }
}
