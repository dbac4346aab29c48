package fr.jalons.evaluation.reviews;

import fr.jalons.events.EvaluationEvent;
import fr.jalons.events.RecordId;
import fr.jalons.events.ReviewEvent.StrengthRecorded;
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
import fr.jalons.platform.slices.Models;
import fr.jalons.school.known.KnownCompetency;
import fr.jalons.school.known.KnownRecord;
import fr.jalons.school.known.KnownStudent;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/**
 * What a student is good at is noted (S29), whether or not in a review.
 *
 * @param recordedOn today if it is left out
 */
@Command(namespace = EvaluationEvent.NAMESPACE, name = "RecordStrength")
@Post("/api/students/{student}/strengths")
@Page(value = "/students/{student}/strengths", then = "/students/{student}")
@Allowed(who = Who.TEAM_AND_PSYEN, over = Over.STUDENT)
public record RecordStrength(
    RecordId strength,
    StudentId student,
    @NotBlank @Size(max = 500) String text,
    @Nullable @Size(max = 40) String competency,
    @Happened @Nullable LocalDate recordedOn,
    @Nullable Correction correction) {

  List<StrengthRecorded> decide(
      @By("strength") KnownRecord earlier, KnownStudent known, Models models, LocalDate today) {
    known.requireKnown("evaluation.student-unknown");
    LocalDate day = Objects.requireNonNullElse(recordedOn, today);
    if (day.isAfter(today)) {
      throw Refusal.invalid("recordedOn", "evaluation.date-ahead");
    }
    KnownCompetency.require(competency, models, "competency");
    RecordId holding = earlier.latest() instanceof StrengthRecorded said ? said.holding() : null;
    return earlier.create(
        new StrengthRecorded(
            strength, student, holding, text, competency, day, Correction.reason(correction)),
        correction);
  }
}
