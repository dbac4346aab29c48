package fr.jalons.evaluation.grid;

import fr.jalons.events.EvaluationEvent;
import fr.jalons.events.GridEvent.QuestionAnswered;
import fr.jalons.events.GridEvent.SelfAssessmentStarted;
import fr.jalons.events.RecordId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.By;
import fr.jalons.marks.Over;
import fr.jalons.marks.Page;
import fr.jalons.marks.Post;
import fr.jalons.marks.Who;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.school.known.KnownRecord;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/**
 * A question of the grid is answered in a campaign (S48). Answered again, the later answer counts:
 * a team deliberates, and need not say why.
 */
@Command(namespace = EvaluationEvent.NAMESPACE, name = "AnswerQuestion")
@Post("/api/self-assessments/{campaign}/answers")
@Page(value = "/self-assessments/{campaign}/answers", then = "/self-assessments/{campaign}")
@Allowed(who = Who.STEERING_AND_CPE, over = Over.RECORD)
public record AnswerQuestion(
    RecordId answer,
    RecordId campaign,
    @NotBlank @Size(max = 3) String question,
    @NotNull Integer rating,
    @Nullable @Size(max = 2000) String comment,
    @Nullable Correction correction) {

  List<QuestionAnswered> decide(
      @By("answer") KnownRecord earlier, @By("campaign") KnownRecord known, LocalDate today) {
    SelfAssessmentStarted started = started(known, today);
    if (Grid.shipped().question(question).isEmpty()) {
      throw Refusal.invalid("question", "evaluation.grid-question-unknown");
    }
    if (rating < Grid.LEAST || rating > Grid.MOST) {
      throw Refusal.invalid("rating", "evaluation.rating");
    }
    return earlier.create(
        new QuestionAnswered(
            answer,
            campaign,
            started.school(),
            question,
            rating,
            comment,
            answeredOn(earlier, today),
            Correction.reason(correction)),
        correction);
  }

  /** What was written of a campaign that is over may be put right all the same. */
  private SelfAssessmentStarted started(KnownRecord known, LocalDate today) {
    if (known.latest() != null && !(known.latest() instanceof SelfAssessmentStarted)) {
      throw Refusal.notFound("school.record-unknown");
    }
    SelfAssessmentStarted started = (SelfAssessmentStarted) known.require(null);
    LocalDate end = known.endedOn();
    if (correction == null && end != null && !today.isBefore(end)) {
      throw Refusal.conflict("evaluation.campaign-over");
    }
    return started;
  }

  /** One that is said again, or put right, keeps its day. */
  private LocalDate answeredOn(KnownRecord earlier, LocalDate today) {
    return earlier.latest() instanceof QuestionAnswered before ? before.answeredOn() : today;
  }
}
