package fr.jalons.evaluation.recognitions;

import fr.jalons.events.EvaluationEvent;
import fr.jalons.events.RecognitionEvent.RecognitionAwarded;
import fr.jalons.events.RecognitionEvent.RecognitionKind;
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
import fr.jalons.platform.slices.Models;
import fr.jalons.school.known.KnownCompetency;
import fr.jalons.school.known.KnownRecord;
import fr.jalons.school.known.KnownStudent;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/**
 * A student's progress or involvement is recognised (S25).
 *
 * @param evidence records of the student that show it
 * @param awardedOn today if it is left out
 */
@Command(namespace = EvaluationEvent.NAMESPACE, name = "AwardRecognition")
@Post("/api/students/{student}/recognitions")
@Page(value = "/students/{student}/recognitions", then = "/students/{student}")
@Allowed(who = Who.TEAM_AND_HEADS, over = Over.STUDENT)
public record AwardRecognition(
    RecordId recognition,
    StudentId student,
    @NotNull RecognitionKind kind,
    @NotBlank @Size(max = 200) String title,
    @Nullable @Size(max = 500) String criterion,
    @Nullable @Size(max = 40) String competency,
    @Size(max = 200) List<@NotNull UUID> evidence,
    @Happened @Nullable LocalDate awardedOn,
    @Nullable Correction correction) {

  List<RecognitionAwarded> decide(
      @By("recognition") KnownRecord earlier, KnownStudent known, Models models, LocalDate today) {
    known.requireKnown("evaluation.student-unknown");
    LocalDate day = Objects.requireNonNullElse(awardedOn, today);
    if (day.isAfter(today)) {
      throw Refusal.invalid("awardedOn", "evaluation.date-ahead");
    }
    List<KnownRecord> shown = models.ofEach(KnownRecord.class, evidence);
    for (int i = 0; i < shown.size(); i++) {
      requireOwn(shown.get(i), "evidence[" + i + "]");
    }
    KnownCompetency.require(competency, models, "competency");
    return earlier.create(
        new RecognitionAwarded(
            recognition,
            student,
            kind,
            title,
            criterion,
            competency,
            evidence.stream().distinct().toList(),
            day,
            Correction.reason(correction)),
        correction);
  }

  /** A record of another student is refused like one that nobody knows. */
  private void requireOwn(KnownRecord record, String field) {
    if (record.latest() == null || !student.equals(record.latest().student())) {
      throw Refusal.invalid(field, "evaluation.evidence-of-another");
    }
    if (record.withdrawn()) {
      throw Refusal.conflictOn(field, "school.record-withdrawn");
    }
  }
}
